# Words of the pages alone. What the core says stands with its own room.

## Result
page-belief = { $name }: { $band }
page-belief-less = less
page-belief-possible = possible
page-belief-more = more
page-see-professional-title = See a professional if
page-see-professional-intro = When one of these is new, say so in the log. What to do, and by when, follows at once.

## Today
page-today-easy-flat = Easy and on the flat
page-today-easy = Easy
page-today-free = At the pace you like
page-today-then-strength = { $how }, then strength.
page-today-only = { $how }.
page-today-next-gate = Next is gate { $number }, { $gate }: { $met }.
page-today-rest-strength = Rest for the running, strength work as usual.
page-today-rest = A day without running and without strength work.
page-today-if-it-hurts = If it hurts:
page-today-open = { $count ->
    [one] One thing is still open before running with the { $side } knee.
   *[other] { $count } things are still open before running with the { $side } knee.
 }
page-today-record = See and record them
page-today-holds = How the knee answers decides about tomorrow.
page-limits-title = Where today's run stands
page-limits-drawing = Today's { $today } km among the limits; the tightest is { $name }, { $limit } km
page-limits-limit = { $limit } km
page-limits-key-limit = limit, never passed
page-limits-key-today = today's run
page-limits-caption = These are rules. What your own knee bears is not learned yet, so no band of it is drawn.
page-limits-head-what = Limit
page-limits-head-today = Today's run, km
page-limits-head-limit = At most, km
page-cap-share_of_week = Share of the week
page-cap-room_in_week = Left of the week
page-cap-single_run = Single run
page-cap-after_pause = After the break
page-cap-no_recent_runs = Few recent runs
page-cap-repeat = Repeat of the last run
page-cap-after_red_run = After a hard run
page-cap-below_onset = Before pain begins
page-cap-session = Growth from run to run
page-cap-step_back = After the setback

## Strength
page-strength-if-you-like = { $count ->
    [one] One more, if you like
   *[other] { $count } more, if you like
 }

## Gates
page-gate-may_run_reduced = may run reduced
page-gate-may_build = may build
page-gate-may_train_fully = may train fully
page-gate-open = open
page-gate-later = later
page-gate-met = { $met } of { $all } met
page-now-weeks = { NUMBER($value, maximumFractionDigits: 1) } { $value ->
    [one] week
   *[other] weeks
 } so far
page-now-days = { NUMBER($value, maximumFractionDigits: 0) } { $value ->
    [one] day
   *[other] days
 } so far
page-now-nprs = worst { NUMBER($value, maximumFractionDigits: 0) } of 10
page-now-degrees = { NUMBER($value, maximumFractionDigits: 0) } degrees
page-now-repetitions = { NUMBER($value, maximumFractionDigits: 0) }
page-now-of-five = { NUMBER($value, maximumFractionDigits: 0) } of 5
page-now-runs = { NUMBER($value, maximumFractionDigits: 0) } so far
page-now-other = now { NUMBER($value, maximumFractionDigits: 1) }

## The days ahead
page-week-in-all = Up to { $total } km planned. Seven days in a row hold at most { $limit } km.
page-week-none = No run is planned in these days.
page-week-why-none = A gate before running is still open. What it asks for stands on this page, each with a way to record it.
page-week-caption = The days ahead, each with its run and its strength work
page-week-day = Day
page-week-run = Run, km
page-week-strength = Strength
page-week-no-run = no run
page-week-conditional = only if the knee has been quiet until then
page-week-hatched = Hatched: only if the knee has been quiet until then.
page-week-daily = daily
page-week-daily-long = exercises only
page-week-in-words = Each day in words

## Red flag
page-flag-call = Call { $number }, or go straight there
page-flag-numbers = 112 is the emergency number in Europe. Elsewhere call your local one, such as 911 in North America.

## A run
page-track-title = Where it went
page-track-title-graded = Where it went up and down
page-track-plain = The way from above; up and down are not known
page-track-graded = The way from above, its descents in the strongest colour
page-track-no-grade = This recording does not say where it went up and down.
page-track-steep-climb = steep climb
page-track-steep-descent = steep descent
page-steps-counted = counted
page-steps-partly = { $share } counted, the rest estimated
page-steps-not-counted = from the time and a usual step rate, not counted

## Adding recordings
page-upload-sending = How much has arrived
page-upload-wait = Reading. A year of runs takes a few seconds.

## What an entry of the diary says
page-field-pain_during = pain while running
page-field-pain_after = pain after
page-field-pain_next_morning = pain in the morning
page-field-pain_stairs = pain on stairs
page-field-pain_daily = pain in daily life
page-field-onset_m = where pain began
page-field-onset = where pain began
page-field-settled = how soon it settled
page-field-swelling = swelling

## Log
page-log-other-exercises = Another exercise

## When something cannot be done
page-fault-again = Back to the form
page-fault-today = Go to today
