"""Files as people bring and take them: workbooks, zips, and what is refused of either."""
