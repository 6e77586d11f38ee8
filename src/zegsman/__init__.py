"""zegsman: reads the reports of an affair and writes its sourced record."""

__version__ = "0.1.0"
