"""A worker that is killed by a test while its notebook waits: FOLDER as argument."""

import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient

from review_kit.execution.kernels import kernel_environment, kernel_manager_class

if __name__ == "__main__":
    folder = Path(sys.argv[1])
    cell = nbformat.v4.new_code_cell(
        "import os, pathlib, subprocess, time\n"
        "child = subprocess.Popen(['sleep', '600'])\n"
        "apart = subprocess.Popen(['sleep', '600'], start_new_session=True)\n"
        f"path = pathlib.Path({str(folder)!r}, 'pids')\n"
        "pids = os.getppid(), os.getpid(), child.pid, apart.pid\n"
        "path.with_suffix('.part').write_text(' '.join(map(str, pids)))\n"
        "path.with_suffix('.part').rename(path)\n"
        "time.sleep(600)"
    )
    NotebookClient(
        nbformat.v4.new_notebook(cells=[cell]),
        timeout=600,
        kernel_manager_class=kernel_manager_class(folder, kernel_environment(folder, folder)),
    ).execute()
