"""What things cost, each beside a baseline of the same run. ``make bench``; nothing is asserted.

Figures are processor milliseconds of the server process for each request (steady from run to run,
where requests per second on a shared machine are not), with requests per second beside them.
"""
