"""Where no process can be forked, kernels start as ever, and the log says why, once."""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path

import psutil
import pytest
from preloading import LIGHT, search_first

from review_kit.warm_kernels import provisioner
from review_kit.warm_kernels.protocol import connected_pair, receive, send
from review_kit.warm_kernels.provisioner import SWITCH
from review_kit.warm_kernels.zygote_client import NoWarmKernelError, end_zygotes, zygote_for

WHO = "import os\nprint(os.getppid())"


@pytest.fixture(autouse=True)
def nothing_said_yet(light, monkeypatch):
    monkeypatch.setattr(provisioner, "_said", set())
    yield
    end_zygotes()


def parent_of(notebook) -> int:
    return int(notebook.cells[-1].outputs[0].text)


def test_a_preloaded_process_that_cannot_start_is_said_once_and_tried_once(
    execute, tmp_path, monkeypatch, caplog
):
    count = tmp_path / "count"
    (tmp_path / "sitecustomize.py").write_text(
        "import sys\n"
        "if 'review_kit.warm_kernels.zygote' in sys.orig_argv:\n"
        f"    open({str(count)!r}, 'a').write('x')\n"
        "    import os; os._exit(5)\n"
    )
    search_first(tmp_path, monkeypatch)
    with caplog.at_level(logging.WARNING):
        for _ in range(2):
            assert parent_of(execute([WHO])) == os.getpid()
    assert count.read_text() == "x"
    assert [record.getMessage() for record in caplog.records if "cold" in record.message] == [
        "kernels start cold: the preloaded process ended while it was starting"
    ]


def test_libraries_that_leave_a_thread_forbid_the_fork(execute, tmp_path, monkeypatch, caplog):
    (tmp_path / "sitecustomize.py").write_text(
        f"{LIGHT}    import threading, time\n"
        "    threading.Thread(target=time.sleep, args=(600,), daemon=True).start()\n"
    )
    search_first(tmp_path, monkeypatch)
    with caplog.at_level(logging.WARNING):
        assert parent_of(execute([WHO])) == os.getpid()
    assert "kernels start cold: importing the libraries has left 2 threads" in caplog.messages


def test_the_switch_turns_warm_kernels_off_without_a_word(execute, caplog):
    with caplog.at_level(logging.WARNING):
        assert parent_of(execute([WHO], warm=False)) == os.getpid()
    assert not [message for message in caplog.messages if "kernel" in message]
    assert SWITCH == "REVIEW_KIT_WARM_KERNELS"


def test_another_system_gets_plain_kernels(execute, monkeypatch, caplog):
    monkeypatch.setattr(provisioner.sys, "platform", "darwin")
    with caplog.at_level(logging.WARNING):
        assert parent_of(execute([WHO])) == os.getpid()
    assert "kernels start cold: processes cannot be forked safely on darwin" in caplog.messages


def test_a_request_that_no_packet_holds_gets_a_plain_kernel(execute, monkeypatch, caplog):
    for number in range(4):
        monkeypatch.setenv(f"LONG_{number}", "x" * 100_000)
    with caplog.at_level(logging.WARNING):
        assert parent_of(execute([WHO])) == os.getpid()
    (message,) = [message for message in caplog.messages if "cold" in message]
    assert message.startswith(
        "kernels start cold: the preloaded process does not accept requests: "
    )


# a zygote alone


def test_a_zygote_ends_with_the_connection(tmp_path, monkeypatch):
    monkeypatch.delenv("PYTEST_CURRENT_TEST", raising=False)
    zygote = zygote_for(sys.executable, dict(os.environ), str(tmp_path))
    process = psutil.Process(zygote._process.pid)
    zygote.end()
    assert not process.is_running()
    with pytest.raises(NoWarmKernelError, match="ended"):
        zygote.greeting()


def test_messages_keep_their_bounds_and_carry_descriptors(tmp_path):
    ours, theirs = connected_pair()
    with ours, theirs, Path(tmp_path / "said").open("w") as file:
        send(ours, {"launch": 1, "folder": "Zürich"}, [file.fileno(), 2])
        send(ours, {"signal": 9, "pid": 7})
        first, descriptors = receive(theirs)
        assert first == {"launch": 1, "folder": "Zürich"}
        os.write(descriptors[0], b"through")
        for descriptor in descriptors:
            os.close(descriptor)
        assert receive(theirs) == ({"signal": 9, "pid": 7}, [])
        ours.close()
        assert receive(theirs) is None
    assert (tmp_path / "said").read_text() == "through"
