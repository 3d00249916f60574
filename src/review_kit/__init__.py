"""Review packets and coaching-ROI reports from validated exports."""

__version__ = "0.1.0"
