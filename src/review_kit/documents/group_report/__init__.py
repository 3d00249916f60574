"""The coaching reports of teams and the organisation."""
