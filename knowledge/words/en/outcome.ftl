# Outcome measures in our own words, milestones, loads. Questions of questionnaires are not shown: their totals are.

outcome-nprs-name = Pain, 0 to 10
outcome-nprs-question = How strong was the pain in this knee at its worst during the last day?
outcome-nprs-lowest = none at all
outcome-nprs-highest = as bad as you can imagine

outcome-groc-name = Better or worse than at the start
outcome-groc-question = How is this knee now, compared with the day you started?
outcome-groc-lowest = much worse
outcome-groc-highest = much better
outcome-groc-answer-1 = Much worse
outcome-groc-answer-2 = Worse
outcome-groc-answer-3 = A little worse
outcome-groc-answer-4 = The same
outcome-groc-answer-5 = A little better
outcome-groc-answer-6 = Better
outcome-groc-answer-7 = Much better

outcome-wellbeing-name = Well-being, 0 to 10
outcome-wellbeing-question = How content have you been with life during the last week, with the knee as it is?
outcome-wellbeing-lowest = not at all
outcome-wellbeing-highest = fully

outcome-akps-name = AKPS (Kujala), total
outcome-akps-question = The total of an Anterior Knee Pain Scale that you filled in elsewhere.
outcome-akps-lowest = most trouble
outcome-akps-highest = no trouble

outcome-koos-pf-name = KOOS-PF, total
outcome-koos-pf-question = The total of a KOOS-PF that you filled in elsewhere.
outcome-koos-pf-lowest = most trouble
outcome-koos-pf-highest = no trouble

outcome-uwri-name = UWRI, total
outcome-uwri-question = The total of a Running Injury and Recovery Index that you filled in elsewhere.
outcome-uwri-lowest = cannot run at all
outcome-uwri-highest = runs as before

outcome-visa-p-name = VISA-P, total
outcome-visa-p-question = The total of a VISA-P that you filled in elsewhere; it is about the tendon below the kneecap.
outcome-visa-p-lowest = most trouble
outcome-visa-p-highest = no trouble

outcome-lefs-name = LEFS, total
outcome-lefs-question = The total of a Lower Extremity Functional Scale that you filled in elsewhere.
outcome-lefs-lowest = most trouble
outcome-lefs-highest = no trouble

outcome-domain-performance = What the knee can do
outcome-domain-pain = Pain
outcome-domain-change = Since the start
outcome-domain-well_being = How you are

outcome-change-improved = Improved
outcome-change-worse = Worse
outcome-change-within_error = No difference that can be claimed
outcome-change-cannot_judge = Cannot be judged

outcome-judged-one-score = One score so far. The second, some weeks later, shows a change.
outcome-judged-improved = { $points } points better: at least the { $mic_points } that people call important, and at least the { $mdc_points } that the measure may err by.
outcome-judged-worse = { $points } points worse: at least the { $mic_points } that people call important, and at least the { $mdc_points } that the measure may err by.
outcome-judged-within-error = { $points } points apart: the measure may err by { $mdc_points }.
outcome-judged-not-important = { $points } points apart: more than the error of { $mdc_points }, and less than the { $mic_points } that people call important.
outcome-judged-no-mic = { $points } points apart, more than the error of { $mdc_points }. From how many points on it matters to people was not found.
outcome-judged-no-mdc = { $points } points apart. People call { $mic_points } important; how far the measure errs was not found.
outcome-judged-untested = { $points } points apart. This question was never tested, so nothing is claimed.
outcome-judged-told-better = You call it better or much better; trials count that as success.
outcome-judged-told-worse = You call it worse or much worse.
outcome-judged-told-same = By your own word it is little changed; trials do not count that as success.

outcome-milestone-less-pain-after = Less pain in the hours after a run
outcome-milestone-settles-sooner = The knee settles sooner after a run
outcome-milestone-stairs-easier = Stairs are easier
outcome-milestone-predictable = Good and bad days lie close together
outcome-milestone-thresholds-known = You know what is safe and what provokes
outcome-milestone-single-leg-control = Better control on one leg
outcome-milestone-hills-and-speed-borne = Hills or faster runs without a setback
outcome-milestone-capacity-grows = The longest painless run grows
outcome-milestone-longer-runs = Longer runs are painless
outcome-milestone-workouts-back = Hills and speed are back
outcome-milestone-fewer-setbacks = Fewer setbacks
outcome-milestone-strength-kept = Strength work goes on

outcome-status-met = reached
outcome-status-not_yet = not yet
outcome-status-not_known = not known

outcome-found-nothing = Not enough has been written down yet.
outcome-found-points = { $now } of 10 on average now.
outcome-found-points-from = { $before } of 10 on average at first, { $now } now.
outcome-found-share = { $now } percent within the hour now.
outcome-found-share-from = { $before } percent within the hour at first, { $now } percent now.
outcome-found-km = { $now } km now.
outcome-found-km-from = { $before } km at first, { $now } km now.
outcome-found-apart = { $now } of 10 between the best and the worst day now.
outcome-found-apart-from = { $before } of 10 between the best and the worst day at first, { $now } now.
outcome-found-kinds = { $now ->
    [0] No kind of load is known well enough yet.
    [1] One kind of load is known so far.
   *[other] { $now } kinds of load are known so far.
}
outcome-found-of-five = { $now } of 5 out of line now.
outcome-found-of-five-from = { $before } of 5 out of line before, { $now } now.
outcome-found-borne = { $now ->
    [0] None without a setback lately.
    [1] One without a setback lately.
   *[other] { $now } without a setback lately.
}
outcome-found-setbacks = { $now } in the last four weeks.
outcome-found-setbacks-from = { $before } in the four weeks before, { $now } in the last four.
outcome-found-sessions = { $now } days a week with strength work now.
outcome-found-gate = { $now ->
    [0] The third gate is still closed.
   *[other] The third gate is open.
}

outcome-phase-1 = Weeks 1 to 2
outcome-phase-3 = Weeks 3 to 6
outcome-phase-6 = Weeks 6 to 10 and after

outcome-early-sensitivity = Sensitivity in daily life
outcome-early-recovery-time = Recovery time after a run
outcome-early-stairs = Stairs
outcome-trend-better = better
outcome-trend-same = the same
outcome-trend-worse = worse
outcome-trend-not_known = not known

outcome-load-distance = Runs of { $from } to { $to } km
outcome-load-distance-up-to = Runs up to { $to } km
outcome-load-distance-over = Runs over { $from } km
outcome-load-descent = Runs with { $from } to { $to } m of descent
outcome-load-descent-up-to = Runs with up to { $to } m of descent
outcome-load-descent-over = Runs with over { $from } m of descent
outcome-load-stairs = Stairs
outcome-load-daily = Sitting and squatting
outcome-load-walk = Walking
outcome-load-stairs-up = Climbing stairs
outcome-load-stairs-down = Going down stairs
outcome-load-cycling = Cycling
outcome-load-pool-running = Running in deep water
outcome-load-swimming = Swimming
outcome-load-rowing = Rowing
outcome-load-elliptical = Elliptical trainer
outcome-load-warm-up = Warm-up before a run
outcome-load-cool-down = Cool-down after a run

outcome-verdict-safe = safe so far
outcome-verdict-allowed = pain within what is allowed
outcome-verdict-provokes = provocative
outcome-verdict-mixed = mixed
outcome-verdict-too_few = too few to say

outcome-avoid-descents = Running downhill
outcome-avoid-stairs = Stairs as training
outcome-avoid-sitting = Long sitting with bent knees
outcome-avoid-squatting = Deep squatting
