"""Any program that starts kernels by name can have warm ones: the provisioner is an entry point."""

from __future__ import annotations

import json
import os
import sys
import tomllib
from importlib.metadata import EntryPoint
from pathlib import Path

import nbformat
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning import KernelProvisionerFactory
from nbclient import NotebookClient

from review_kit.warm_kernels.provisioner import WarmProvisioner

ROOT = Path(__file__).resolve().parents[2]
GROUP = "jupyter_client.kernel_provisioners"


def test_a_kernel_specification_that_names_the_provisioner_starts_warm_kernels(
    tmp_path, monkeypatch
):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    ((name, value),) = project["entry-points"][GROUP].items()
    entry = EntryPoint(name, value, GROUP)
    assert entry.load() is WarmProvisioner
    # as it is once the package is installed
    factory = KernelProvisionerFactory.instance()
    monkeypatch.setitem(factory.provisioners, name, entry)
    monkeypatch.delenv("PYTEST_CURRENT_TEST")
    for variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        monkeypatch.delenv(variable, raising=False)
    specification = {
        "argv": [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"],
        "display_name": "warm",
        "language": "python",
        "metadata": {"kernel_provisioner": {"provisioner_name": name}},
    }
    (tmp_path / "warm").mkdir()
    (tmp_path / "warm" / "kernel.json").write_text(json.dumps(specification))
    specifications = KernelSpecManager(kernel_dirs=[str(tmp_path)], ensure_native_kernel=False)
    cell = nbformat.v4.new_code_cell("import os, sys\nprint(os.getppid(), 'pandas' in sys.modules)")
    NotebookClient(
        nbformat.v4.new_notebook(cells=[cell]),
        km=AsyncKernelManager(kernel_name="warm", kernel_spec_manager=specifications),
        timeout=60,
    ).execute()
    parent, has_pandas = cell.outputs[0].text.split()
    assert int(parent) != os.getpid()
    assert has_pandas == "True"
