"""What Quarto shows of a project: its templates on the newest run, executed here and carried whole."""
