# The ladder and the letter.
referral-step-gait_analysis = A look at how this runner runs, in slow motion
referral-step-physiotherapy = Physiotherapy: treatment by hand, progressions fitted to what is found, training of the movement
referral-step-orthotics = Whether insoles are worth a discussion

letter-title = Letter to a doctor or physiotherapist
letter-made = Put together by rules from what the runner wrote down and recorded. No person has checked it, and it is not a diagnosis.
letter-question-urgent = Please look at this knee now: what was told can mean something that must not wait.
letter-question-failed = Weeks of strength work have not changed the pain. What is being missed, and what comes next?
letter-question-professional = Please assess this knee: what was told does not fit a pattern that can be planned without an examination.
letter-question-look = Please assess this knee thoroughly and say whether the present plan fits.
letter-age = Age { $years }
letter-age-unknown = Age not said
letter-open = Not known or not asked: { $count } questions about danger
letter-adherence = Strength sessions done since the start: { $percent } percent of those planned.
letter-no-work = No strength work was planned or written down.
letter-retraining = Gait retraining since { $since }.
letter-week-former = A usual week was { $km } km.
letter-week-now = The last seven days: { $km } km in { $runs } runs.
letter-longest = The longest run of the last thirty days that went well: { $km } km.
letter-no-runs = No run is recorded in the last weeks.
letter-error = differences under { $error } can be chance
letter-error-unknown = error not known
letter-missing-findings = No test or finding was written down.
letter-missing-scores = No outcome score was written down.
letter-missing-age = The age was not said.
letter-missing-spots = Where it hurts was not said.
letter-missing-history = There are no runs to judge the load by.
