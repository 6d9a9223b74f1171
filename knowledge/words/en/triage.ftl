# triage
