"""What a cell says reaches the notebook, whichever way it says it."""

from __future__ import annotations

import pytest
from preloading import search_first

FORKED = "import os\nif os.fork() == 0:\n    print('from a copy')\n    os._exit(0)\n_ = os.wait()"
THREAD = (
    "import threading\n"
    "thread = threading.Thread(target=print, args=['from a thread'])\n"
    "thread.start()\nthread.join()"
)
PROGRAM = "import subprocess\n_ = subprocess.run(['echo', 'from a program'])"


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("print('printed')", "printed"),
        (FORKED, "from a copy"),
        (THREAD, "from a thread"),
        (PROGRAM, "from a program"),
        ("!echo from a shell", "from a shell"),
    ],
    ids=["printed", "a copy of the process", "a thread", "a program", "a shell"],
)
def test_what_is_written_is_an_output(execute, cell, said):
    notebook = execute([cell, "print('end')"])
    texts = ["".join(output.text for output in cell.outputs) for cell in notebook.cells]
    assert [text.strip() for text in texts] == [said, "end"]


def test_cells_may_wait_display_and_change_what_they_displayed(execute):
    notebook = execute(
        [
            "import asyncio\nawait asyncio.sleep(0)\n'waited'",
            "shown = display('first', display_id=True)\nprint('between')\ndisplay('last')",
            "shown.update('changed')",
        ]
    )
    waited, displayed, _ = (cell.outputs for cell in notebook.cells)
    assert waited[0].data["text/plain"] == "'waited'"
    assert [each.get("text") or each.data["text/plain"] for each in displayed] == [
        "'changed'",
        "between\n",
        "'last'",
    ]


def test_cells_are_counted_whether_they_show_something_or_not(execute):
    notebook = execute(["a = 1", "a", "print(a)", "In[1], Out[2]"])
    assert [cell.execution_count for cell in notebook.cells] == [1, 2, 3, 4]
    assert notebook.cells[-1].outputs[0].data["text/plain"] == "('a = 1', 1)"


def test_a_program_may_write_more_than_a_pipe_holds(execute):
    program = "print(50_000 * 'ä ', end='')"
    cell = f"import subprocess, sys\n_ = subprocess.run([sys.executable, '-c', {program!r}])"
    notebook = execute([cell])
    assert "".join(output.text for output in notebook.cells[0].outputs) == 50_000 * "ä "


def test_much_output_arrives_whole(execute):
    notebook = execute(["import sys\nfor n in range(3000):\n    print(n)\n    sys.stdout.flush()"])
    text = "".join(output.text for output in notebook.cells[0].outputs)
    assert text == "".join(f"{n}\n" for n in range(3000))


WITHOUT = "import sys\nsys.modules['review_kit.warm_kernels.one_client'] = None\n"
"""A ``sitecustomize`` with which the kernel for one client cannot be imported."""


@pytest.mark.parametrize("warm", [True, False])
def test_where_ipykernel_has_changed_its_own_kernel_takes_over(
    execute, warm, tmp_path, monkeypatch
):
    (tmp_path / "sitecustomize.py").write_text(WITHOUT)
    search_first(tmp_path, monkeypatch)
    notebook = execute(["print('printed')", "type(get_ipython().kernel).__name__"], warm=warm)
    printed, kernel = (cell.outputs[0] for cell in notebook.cells)
    assert printed.text == "printed\n"
    assert kernel.data["text/plain"] == "'IPythonKernel'"
