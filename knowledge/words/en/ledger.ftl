# Why there is no limit for a single run.
ledger-no-recent-runs = There are fewer than { $least_runs } runs in the last { $window_days } days that went well, so there is no recent longest run to grow from. The distance comes from the stage you are in.
