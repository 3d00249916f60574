"""Writes an Arrow file, or an Arrow stream, as Parquet, in a process of its own; run as a program.

A damaged file can lead the library to places outside its memory, which ends the process. Every batch is
checked in full before anything is made of it. Prints what is wrong with a file that it refuses.
"""

from __future__ import annotations

import resource
import sys

import pyarrow as pa
import pyarrow.parquet as pq
from pyarrow import ipc


def _convert(path: str, target: str) -> None:
    with pa.memory_map(path) as source:
        try:
            file = ipc.open_file(source)
        except pa.ArrowInvalid:
            source.seek(0)
            with (
                ipc.open_stream(source) as stream,
                pq.ParquetWriter(target, stream.schema) as writer,
            ):
                for batch in stream:
                    batch.validate(full=True)
                    writer.write_batch(batch)
            return
        with pq.ParquetWriter(target, file.schema) as writer:
            for number in range(file.num_record_batches):
                batch = file.get_batch(number)
                batch.validate(full=True)
                writer.write_batch(batch)


if __name__ == "__main__":
    path, target, megabytes, seconds = sys.argv[1:]
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds)))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (int(megabytes) << 20, int(megabytes) << 20))
    try:
        _convert(path, target)
    except (pa.ArrowException, OSError, ValueError) as error:
        sys.exit(f"{error}")
