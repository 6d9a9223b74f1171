# Words that pages and the command line share.
report-band-more_likely = more likely
report-band-possible = possible
report-band-cannot_tell_apart = cannot be told apart
report-band-less_likely = less likely
