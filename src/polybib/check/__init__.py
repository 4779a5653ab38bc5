"""Checking a bibliography: is each reference the work that its DOI names, and is it cited right?"""
