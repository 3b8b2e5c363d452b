"""Fictional, believable data for a district: the same each time, built through the services.

Nothing in it belongs to anybody: names are drawn from word lists, phone numbers come from one block
of numbers counted upwards, and credit codes pass their check under the region code 410499, which is
not assigned. ``regions.csv``: the district 卫东区 and its streets, as the National Bureau of
Statistics lists them (2023-06-30).
"""
