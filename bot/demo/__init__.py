"""The demo of `roibot demo`: a made-up company, its people, and a year of its marketing on the books."""
