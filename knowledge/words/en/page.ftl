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
page-today-still-open = { $count ->
    [one] One answer is still missing
   *[other] { $count } answers are still missing
 }
page-today-still-open-why = It decides whether running is safe, so there is no plan until it is known. Below stands how to find out.
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

## Today: words beside the figures
page-today-answer-the-questions = Answer the questions
page-today-run = Run
page-today-for-the-running = for the running
page-today-why-not-more = Why not more
page-today-why = Why
page-today-log-the-run = Log the run
page-today-log-the-morning = Log the morning
page-today-log-how-it-is = Log how it is
page-today-km = km
page-today-downhill = Downhill
page-today-pace = Pace
page-today-you-can-talk-in-whole = you can talk in whole sentences
page-today-free-2 = Free
page-today-step-rate-beat = With a beat
page-today-step-rate-worth-a-try = Step rate, worth a try
page-today-a-good-moment-to-have = A good moment to have it looked at
page-today-pain = Pain
page-today-left-out-for-now-and = Left out for now, and why
page-today-no-run-and-no-morning = No run and no morning was noted. A note takes less than a minute.
page-today-log-or-correct = Log or correct
page-today-worth-writing-down = Worth writing down
page-today-correct-one = Correct one

## Plan and gates: words beside the figures
page-plan-there-is-no-running-plan = There is no running plan yet
page-plan-a-plan-is-made-once = A plan is made once what could be dangerous is excluded and it is known where the knee hurts.
page-plan-go-on-with-the-questions = Go on with the questions
page-plan-the-days-ahead-and-three = The days ahead, and three gates
page-plan-runs-grow-slowly-downhill-and = Runs grow slowly, downhill and speed come last. A gate opens when its criteria are met, not when a date passes.
page-plan-the-days-ahead = The days ahead
page-plan-why = Why
page-plan-why-not-more = Why not more
page-plan-what-this-counts-from = What this counts from
page-plan-growth-counts-from = Growth counts from
page-plan-km-a-week = km a week
page-plan-km = km
page-plan-assumed-nobody-said-yet = assumed: nobody said yet
page-plan-setbacks = Setbacks

## Result: words beside the figures
page-result-what-is-it-likely-to = What is it likely to be?
page-result-first-come-the-questions-about = First come the questions about what could be dangerous, then where it hurts. It takes about ten minutes and can be stopped at any point.
page-result-go-on = Go on
page-result-answer-the-questions = Answer the questions
page-result-a-ranking-of-what-fits = A ranking of what fits, not a diagnosis
page-result-both-knees = Both knees
page-result-change-what-you-told-us = Change what you told us
page-result-where-it-hurts = Where it hurts
page-result-how-you-run = How you run
page-result-the-plan-that-follows-from = The plan that follows from this
page-result-log-how-it-is = Log how it is
page-result-this-would-change-it-most = This would change it most
page-result-answer-it = Answer it
page-result-nothing-so-far = Nothing so far

## Red flag: words beside the figures
page-flag-back-to-today = Back to today
page-flag-not-a-running-question-any = Not a running question any more
page-flag-this-too = This too
page-flag-by-when = By when
page-flag-why = Why
page-flag-until-then = Until then
page-flag-say-this-there = Say this there
page-flag-this-holds-as-long-as = This holds as long as its cause does. It asks for a person, not for a plan made by rules.
page-flag-only-somebody-who-has-looked = Only somebody who has looked can take this down. A later “no” of your own does not.
page-flag-it-goes-away-when-you = It goes away when you can answer with no.
page-flag-a-professional-has-looked-and = A professional has looked and cleared it
page-flag-who-looked-at-it-a = Who looked at it? A name is kept with it.
page-flag-it-was-cleared = It was cleared

## A test that a gate asks for: words beside the figures
page-measure-worst-pain-while-it-was = Worst pain while it was tested, 0 to 10
page-measure-who-tested-it = Who tested it?
page-measure-i-did = I did
page-measure-a-professional = A professional
page-measure-back = Back
page-measure-keep-it = Keep it

## What is open, and what stands: words beside the figures
page-open-have-this-looked-at = Have this looked at
page-open-what-to-do-and-what = What to do, and what to say there
page-open-all-limits = All limits
page-open-each-limit-applied-last-the = Each limit, applied last. The smallest wins.
page-open-allows = Allows
page-open-why = Why
page-open-still-open = Still open
page-open-not-knowing-is-fine-it = Not knowing is fine. It does not count as no, so these wait for an answer.

## One question on a screen: words beside the figures
page-question-how-to-find-out = How to find out
page-question-why-we-ask = Why we ask
page-question-back = Back
page-question-next = Next
page-question-save-and-go-on-later = Save and go on later
page-question-then-it-stays-open-it = Then it stays open. It does not count as no.
page-question-i-write-it-here = I write it here
page-question-age-in-whole-years = Age in whole years
page-question-no = No
page-question-yes = Yes
page-question-see-what-is-known-so = See what is known so far

## How the runner runs: words beside the figures
page-habits-how-do-you-run = How do you run?
page-habits-leave-out-what-you-do = Leave out what you do not know. Without it the plan begins shorter.
page-habits-kilometres-in-a-usual-week = Kilometres in a usual week, before the pain
page-habits-kilometre-at-which-the-pain = Kilometre at which the pain usually begins
page-habits-for-pain-at-the-outer = For pain at the outer side every run ends before that place.
page-habits-pain-on-a-usual-morning = Pain on a usual morning, 0 to 10
page-habits-days-that-suit-for-running = Days that suit for running. None chosen means any.
page-habits-back = Back
page-habits-done = Done

## Knee map: words beside the figures
page-knee-where-does-it-hurt = Where does it hurt?
page-knee-mark-every-place-you-can = Mark every place you can point to. Several are fine, on both knees.
page-knee-which-knee = Which knee
page-knee-view = View
page-knee-that-is-an-answer-too = That is an answer too. It stays open where the pain comes from.
page-knee-keep-these-places = Keep these places

## Log: words beside the figures
page-log-save = Save
page-log-kept-on-this-machine-means = Kept on this machine. “–” means not said.
page-log-saved = Saved
page-log-see-what-today-allows = See what today allows
page-log-saved-before = Saved before
page-log-this-form-was-kept-already = This form was kept already. To change it, choose “Correct this” below.
page-log-log-a-run-instead = Log a run instead
page-log-log-this-morning-instead = Log this morning instead
page-log-the-entry-before-stays-in = The entry before stays in the history, marked as corrected.
page-log-which-run = Which run?
page-log-none-of-these-or-not = None of these, or not recorded
page-log-the-run-this-entry-is = The run this entry is about
page-log-one-honest-question = One honest question
page-log-new-or-true-today = new, or true today
page-log-is-any-of-this-new = Is any of this new, or true today?
page-log-no-none-of-these = No, none of these
page-log-yes-or-not-sure = Yes, or not sure
page-log-which-what-you-leave-open = Which? What you leave open counts as not known, never as no.
page-log-another-day-or-a-note = Another day, or a note
page-log-the-day-this-is-about = The day this is about
page-log-in-your-own-words = In your own words
page-log-for-you-and-whoever-you = For you and whoever you show it to. No rule reads it.
page-log-stairs-and-other-sports = Stairs and other sports
page-log-strength-work-done = Strength work done
page-log-entered-before = Entered before
page-log-about-the-run = About the run
page-log-contradicted = Another entry about this run says something else. The worse one counts.
page-log-nothing-yet-the-first-entry = Nothing yet. The first entry takes less than a minute.

## Runs: words beside the figures
page-runs-runs = Runs
page-runs-earlier-runs = Earlier runs
page-runs-add-recordings = Add recordings
page-runs-newest-first = Newest first
page-runs-there-are-no-earlier-runs = There are no earlier runs.
page-runs-back-to-the-newest = Back to the newest
page-runs-runs-by-day-newest-first = Runs by day, newest first
page-runs-day = Day
page-runs-km = km
page-runs-time = Time
page-runs-pace = Pace
page-runs-the-weeks-as-a-table = The weeks as a table
page-runs-kilometres-by-week = Kilometres by week
page-runs-week-of = Week of

## A run: words beside the figures
page-run-recorded-twice = Recorded twice
page-run-see-that-one = See that one
page-run-log-how-it-felt = Log how it felt
page-run-how-good-is-this-recording = How good is this recording?

## Adding recordings: words beside the figures
page-upload-add-recordings = Add recordings
page-upload-drop-files-here-or-choose = Drop files here, or choose them
page-upload-fit-tcx-or-gpx-also = FIT, TCX or GPX, also as .gz or .zip
page-upload-add = Add
page-upload-they-are-kept-on-this = They are kept on this machine and sent nowhere.

## What a run cost the knee
page-load-title = { $ran } km that cost each knee like { $cost } flat km
page-load-guard = Counting high peaks more, it cost like { $cost } flat km. Every comparison takes the larger of the two.
page-load-guard-same = Counting high peaks more, the most likely figure stays: { $cost } flat km.
page-load-none = There is no load for this: it is neither a run nor a walk, so it has no steps to count.
page-load-no-pain-study = Nothing here links modelled load to pain.
page-load-no-pain-study-so = No study does. Use the figures to compare your own runs.
page-cost-title = What was run, and what it cost each knee
page-cost-ran = ran { $km }
page-cost-cost = cost { $km }
page-cost-peaks = with high peaks { $km }
page-cost-plain = Every step by its load
page-cost-guard = High peaks counted more
page-cost-interval = The brackets and whiskers hold eight chances in ten. In them are how far the studies disagree and the error of the ground.
page-cost-baseline-own = A flat kilometre is one of your own easy, level running: { $pace } /km at { $rate } steps a minute, from { $runs } of your first level runs. It stays fixed.
page-cost-baseline-population = A flat kilometre is one of other runners: { $pace } /km at { $rate } steps a minute. Five level, easy runs with a measured step rate make one of your own.
page-cost-origin = All of it is computed. Of the steps it counts, { $parts }.
page-cost-origin-measured = { $share } have a measured step rate
page-cost-origin-estimated = { $share } an estimated one
page-cost-origin-assumed = { $share } have the usual one of other runners
page-cost-inside = All of the load is at speeds, slopes and step rates that were measured in studies.
page-cost-outside = { $share } of the load is at speeds, slopes or step rates that no study measured.
page-track-title-load = Where it was spent
page-track-load = The way from above, where a step cost most in the strongest colour
page-track-key-load = From least to most load of a step
page-track-load-key = Load of a step, as a multiple of one on the flat at the easy speed above: most likely value, mean over 260 m.
page-track-head-load = Load of a step, × flat
page-track-head-grade = Downhill, %
page-terrain-title = Downhill: { $way } of the way, { $load } of the load
page-terrain-title-level = Up, flat, down
page-terrain-key = Outline: share of the way. Filled: share of the load. Flat is within 2 %.
page-cumulative-title = How the cost grew
page-cumulative-key = Line: most likely. Band: eight chances in ten. Dashed: a flat kilometre for each one run.
page-km-title = Kilometre { $km } cost most
page-km-title-even = Every kilometre cost about the same
page-km-title-one = What it cost
page-km-key = Bars from zero, in flat kilometres for each kilometre. Whiskers hold eight chances in ten. Dashed: one flat kilometre.
page-what-if-title = What if
page-what-if-drawing = The same run, changed in one thing: how much less or more load
page-what-if-reference = as it was
page-what-if-key = The same run, changed in one thing. Whiskers hold eight chances in ten.
page-what-if-table = As a table, with high peaks counted more
page-what-if-change = Change
page-what-if-load = Load
page-what-if-guard = High peaks counted more
page-what-if-step-rate = { NUMBER($percent, maximumFractionDigits: 0) } % more steps
page-what-if-slower = { NUMBER($percent, maximumFractionDigits: 0) } % slower
page-what-if-faster = { NUMBER($percent, maximumFractionDigits: 0) } % faster
page-what-if-level = On level ground
page-what-if-run-walk = { NUMBER($run_min, maximumFractionDigits: 0) } min run, { NUMBER($walk_min, maximumFractionDigits: 0) } min walk
page-equal-title = As much as
page-equal-how = By each step's load with high peaks counted more. How long a stair or a squat loads the knee was never measured, so the ranges are wide: read them as more or less, not as a sum to do.
page-equal-more = Other exercises
page-equal-task = Instead of this run
page-equal-about = About
page-equal-range = Eight in ten
page-equal-by-tier = only its tier is known
page-iliotibial-title = Outer band of the thigh
page-iliotibial-minutes = { $downhill } minutes downhill and { $slow } of slow running.

## All that loaded the knee
page-ledger-name = All loads
page-ledger-link = All loads of the knee
page-ledger-title = In 30 days each knee bore { $cost } flat km
page-ledger-none = No load in the last 30 days
page-ledger-lede = Runs, walks, strength work, stairs and other sports on one scale, with high peaks counted more.
page-ledger-empty = Add a recording, or note strength work in the log, and it is counted here.
page-ledger-days = The last 30 days
page-ledger-weeks = The last 12 weeks
page-ledger-key = A bar is the most likely sum of a day or a week, its whisker holds eight chances in ten. The frame is not over yet.
page-ledger-sums = Today, a week, 30 days
page-ledger-kind = Flat km
page-ledger-today = Today
page-ledger-7-days = 7 days
page-ledger-30-days = 30 days
page-ledger-all = All
page-ledger-run = Runs
page-ledger-walk = Walks
page-ledger-exercise = Strength
page-ledger-other = Stairs and other sports
page-ledger-sum-of-intervals = Below each figure stands what eight chances in ten lie between. The interval of a sum is its own: what the parts have in common does not cancel out.
page-ledger-without = Without a figure
page-ledger-without-why = Nobody has measured what these do to this joint. They are listed and in no sum.
page-ledger-without-none = Nothing of that kind in the last 30 days.
page-ledger-on-days = { NUMBER($days, maximumFractionDigits: 0) } { $days ->
    [one] day
   *[other] days
 }
page-ledger-run-without = A run without a figure
page-ledger-walk-without = A walk without a figure
page-ledger-single = The dearest run of late
page-ledger-single-key = In flat kilometres with high peaks counted more, over the last 30 days. A comparison only: the studies about one long run counted kilometres on the road, so none of their risks belong to these figures.
page-ledger-single-none = Too few runs in the last 30 days to compare one with.
page-ledger-dearest = Dearest, { $day }
page-ledger-newest = Newest, { $day }
page-ledger-tenth-more = A tenth more than the dearest
page-ledger-what = What these figures are
page-ledger-weighted = Kinds of load are compared with high peaks counted more, since plain load would make a deep squat as cheap as it is short. The weight is a house value: no study gives one for this joint.
page-ledger-rests = What the 30 days rest on, by load: { $parts }.
page-ledger-rests-measured = { $share } on measured steps
page-ledger-rests-estimated = { $share } on estimated ones
page-ledger-rests-assumed = { $share } on what is usual
page-ledger-origin = All of it is computed: runs and walks from their recordings, strength work from what you told and from peaks that were measured in others, with durations that are assumed.

## A route that nobody has run
page-route-name = Check a route
page-route-link = Check a route
page-route-lede = See what a way would cost each knee before you run it, and how it could cost less.
page-route-choose = Choose a route
page-route-file = Drop a GPX file here, or choose one
page-route-file-kind = With a track, times are not needed. A recording works too.
page-route-pace = Pace in minutes for a kilometre, such as 6:30
page-route-usual-recent = Left empty, it is your usual of the last 30 days: { $pace } /km.
page-route-usual-baseline = Left empty, it is that of your first level, easy runs: { $pace } /km.
page-route-usual-population = Left empty, it is the pace that studies refer to: { $pace } /km.
page-route-button = See what it costs
page-route-nothing-kept = The file is read and forgotten. Nothing of it is kept.
page-route-title = { $km } km that would cost each knee like { $cost } flat km
page-route-guard = Counting high peaks more, it would cost like { $cost } flat km. Every comparison takes the larger of the two.
page-route-key-this = this route
page-route-at-stated = at { $pace } /km, as you stated
page-route-at-usual = at { $pace } /km, your usual of the last 30 days
page-route-at-baseline = at { $pace } /km, as in your first level, easy runs
page-route-at-population = at { $pace } /km, the pace that studies refer to
page-route-way = route { $km }
page-route-costs = would cost { $km }
page-route-track = Where it would be spent
page-route-today = Against today
page-route-this = This route
page-route-limit = limit { $limit } km
page-route-over = Today's limit is { $limit } km. The route is longer than that.
page-route-within = Today's limit is { $limit } km. The route is within it.
page-route-over-single = Your longest run of the last 30 days and a tenth more is { $limit } km. The route is longer than that.
page-route-within-single = Your longest run of the last 30 days and a tenth more is { $limit } km. The route is within it.
page-route-no-limit = No limit for today is known yet. It takes recordings and the answers to a few questions.
page-route-no-run-today = Today is no day for a run.
page-route-see-today = See why
page-route-dearest = With high peaks counted more it would cost { $ratio } times the dearest run of the last 30 days, which was on { $day } and cost { $cost } flat km. This compares two loads; it says nothing about injuries.
page-route-steepest = The steepest way down
page-route-steepest-is = { $length } m from km { $from } on, { $grade } % down (give or take { $error }). With high peaks counted more it costs like { $cost } flat km.
page-route-gentler = Gentler ways
page-route-gentler-key = The difference each makes to the whole route, with high peaks counted more. Whiskers hold eight chances in ten.
page-route-gentler-table = As a table, with what is left
page-route-left = Flat km left
page-route-as-it-is = as it is
page-route-shorter = Only the first { $km } km
page-route-slower = { $percent } % slower downhill
page-route-walked = Walk the descents
page-route-nothing-gentler = The route is within today's limit and nothing of it goes down, as far as is known. Slower is not gentler for the kneecap: it takes more steps.
page-route-how-good = How good is this?
page-route-guess = A prediction for one even pace and your usual step rate. How you will run it is not in the interval.

page-foot-more = What this is, and what it is not
page-learn-title = Learn
page-learn-lede = Short cards on what is known about sore knees, each with how well it is known and where it comes from.
page-learn-good-to-know = Good to know
page-learn-all = All cards
page-learn-benefit = Benefit
page-learn-harm = Harm
page-learn-who-decides = Who decides
page-learn-exercises = Exercises
page-learn-sources = Sources

# The ranking.
page-habits-who-looks = Who looks at this knee?
page-habits-setting-self = I do, by myself
page-habits-setting-physio = A physiotherapist with me
page-habits-setting-clinic = A sports clinic with me
page-habits-setting-use = What is common differs between a living room and a clinic, so the ranking starts from other base rates.
page-result-basis-place = place
page-result-basis-not-counted = said already by something alike, counts once
page-result-basis-capped = published ratio, cut to its cap
page-result-basis-published = published ratio
page-result-basis-house = direction known, weight chosen by this project
page-result-no-accuracy = Nobody has published how well any sign tells this, so it is never called more likely on the weights of this project alone.
page-result-does-not-fit-together = This does not fit together
page-result-answer-again = Go through the answers again
page-result-outside = Kept outside this ranking
page-result-outside-why = What is dangerous is never weighed against what is common. The safety questions look after these, whatever the ranking says.
page-result-outside-ask = Go through the safety questions
# The exercises and one exercise.
page-exercises-title = Your exercises
page-exercises-link = All exercises with figures
page-exercises-full = This is the strength work of the present stage. Hip first, then the rest.
page-exercises-daily = Today only the ones marked for every day are due. The others belong to the full sessions.
page-exercises-rest = No strength work is planned for today. You can read ahead.
page-exercises-later = What opens later
page-exercises-choices = What you may add
page-exercises-others = Not part of your programme now
page-exercises-none = No exercises yet
page-exercises-none-yet = Strength work is chosen once the questions about your knee are answered.
page-exercises-none-first = Somebody should look at the knee before there is strength work for it.
page-exercises-to-today = To today
page-kind-hip = Hip
page-kind-knee = Front of the thigh
page-kind-functional = Standing on the leg
page-kind-balance = Balance
page-kind-core = Trunk
page-kind-calf = Calf
page-kind-warm_up = Before a run
page-kind-rolling = Rolling
page-kind-stretching = Stretching
page-exercise-figure = { $name }, line figure. The dashed line is the end of the movement.
page-exercise-show = Show the movement
page-exercise-place = Exercise { $number } of { $all }
page-exercise-beside = Beside the programme
page-exercise-stage = Figure and tempo
page-exercise-pause = Pause the figure
page-exercise-tempo = Tempo
page-exercise-tempo-seconds = Numbers are seconds.
page-exercise-shortened = The figure shortens long holds.
page-exercise-set = Set { $number } of { $all }
page-exercise-all-sets = All sets done
page-exercise-set-done = Set done
page-exercise-hurts = It hurts
page-exercise-log = Write it in the log
page-exercise-next = Next
page-exercise-is-done = done
page-exercise-now = now
page-exercise-then = then
page-exercise-rest = rest { $seconds } s first
page-exercise-sides = The { $side } leg first, then the other.
page-exercise-last-time = Last time
page-exercise-dose = How much
page-exercise-angle = How far
page-exercise-needs = Needs
page-exercise-every-day = Every day.
page-exercise-optional = Only if you like.
page-exercise-neighbours = Easier and harder
page-exercise-easier = Easier
page-exercise-harder = Harder
page-exercise-all = All exercises
page-exercise-not-now = Not in your programme now
page-exercise-source = Where it comes from
page-exercise-house = Our choice
page-exercise-house-parts = No document gives these, so Trochlea chose them:
page-exercise-figure-house = The figure is drawn by Trochlea. An angle that a document gives is drawn as given.
page-needs-nothing = nothing
page-needs-band = an elastic band
page-needs-step = a step
page-needs-mirror = a mirror
page-needs-cushion = a balance cushion
page-needs-roller = a foam roller
page-needs-leg_press = a leg press
page-needs-bench = a bench or a sofa
page-needs-towel = a towel on a smooth floor
page-dose-sets = sets
page-dose-sets_later = sets later on
page-dose-reps = repetitions
page-dose-hold_s = how long it is held
page-dose-lowering_s = how slowly it is lowered
page-dose-rest_s = the rest between sets
page-dose-minutes = minutes
page-dose-angle_deg = the angle
page-log-pain-while-doing-it = Pain while doing it, 0 to 10

page-beside-around-a-run = Before and after a run
page-beside-minutes = { $from } to { $to } minutes
page-beside-other-sports = Other sports
page-beside-left-out = Left out
page-beside-steps = Shorter, quicker steps
page-beside-steps-more = Target, beat and what is known

page-steps-title = Shorter, quicker steps
page-steps-nothing-yet = There is nothing to say about your steps before there is a running plan.
page-steps-to-today = To today
page-steps-target = What to aim at
page-steps-a-minute = steps/min
page-steps-yours = 5 to 10 percent above your own { $own_spm }, the middle of { $runs } runs.
page-steps-no-target = No target yet.
page-steps-if-it-hurts = If it hurts more.
page-steps-start = Begin today
page-steps-start-anew = Begin anew today
page-steps-stop = Go back to my usual steps
page-steps-beats = Beats a minute, one for each step
page-steps-beat-start = Start the beat
page-steps-beat-stop = Stop the beat
page-steps-beat-on = Beat on
page-steps-beat-quiet = Quiet: keep the steps
page-steps-beat-off = Beat off
page-steps-beat-hint = Hear the beat before you go, or carry it with you.
page-steps-think-of = What to think of
page-steps-one-at-a-time = One at a time. If it feels odd at first, that passes.
page-steps-contested = One that the texts do not agree on
page-steps-so-far = So far
page-steps-course = How long
page-steps-run = Run
page-steps-beat-share = Beat on
page-steps-next = Next
page-steps-two-fixes = Two fixes, not one
page-steps-known = What is known
page-steps-disputed = disputed

## Causes
page-result-what-may-have-led-to-it = What may have led to it
page-causes-why = Why it may have happened
page-causes-no-plan-waits = Three families of causes, always all three. The plan does not wait for them.
page-causes-all = All that was looked at, with the data
page-causes-say-since = Say since when it hurts
page-causes-change-answers = Change what you answered
page-causes-open = { $count ->
    [one] Answer one question that no recording tells
   *[other] Answer { $count } questions that no recording tells
 }
page-causes-nothing = { $open ->
    [0] Nothing was found here.
    [one] Nothing was found here so far; one thing is not known.
   *[other] Nothing was found here so far; { $open } things are not known.
 }
page-causes-not-known = Not known yet
page-causes-not-there = Looked for, not there
page-causes-not-counted = Shown, not counted
page-causes-measured-on = Measured on
page-causes-answer = Answer
page-causes-by-a-professional = A professional does this.
page-causes-somebody-who-knows-gait = Somebody who knows gait
page-causes-look-anew = Look at these anew
page-causes-tried = Tried without a change:
page-causes-downhill-repetitions = Downhill repetitions
page-causes-say-how-high = Say how high your hill is
page-causes-shoes = Shoes
page-causes-how-to-read = How to read this
page-causes-steps = Each thing found adds one or two small steps to its family. The steps only order the three; they are no shares and no chances. What is disputed adds none.
page-causes-back = Back to the result
page-causes-belief-against = against
page-causes-belief-may = may contribute
page-causes-belief-for = speaks for it
page-causes-drawn = { $name }: { $value }, before that { $usual }
page-causes-drawn-recent = Two weeks up to the pain
page-causes-drawn-usual = Before
page-causes-drawn-limit = counts from { $limit }
page-causes-head-what = What
page-cause-questions-title = What may have led to it
page-cause-questions-lede = Leave out what you do not know. The plan does not wait for any of it.
page-cause-questions-since = Day the pain began
page-cause-questions-since-use = The runs before this day are compared with those before them. About right is enough.
page-cause-questions-yes = Yes
page-cause-questions-no = No
page-cause-questions-unknown = Not sure
page-cause-questions-shoes = Shoes you run in
page-cause-questions-given-up = tick when you no longer run in it
page-cause-questions-shoe-name = Another pair: what you call it
page-cause-questions-shoe-first = First day you ran in it
page-cause-questions-shoe-km = Kilometres on it so far
page-cause-questions-hill = Height of a hill near you, in metres
page-cause-questions-hill-use = Even three metres will do. Used only when downhill repetitions make sense for you.
page-cause-questions-back = Back
page-cause-questions-done = Done

# Findings.
page-findings-title = What was found
page-findings-lede = Tests and findings of both knees, each with who found it and when. They feed the ranking, the causes and the gates.
page-findings-clinician-only = by a professional only
page-findings-count = { $n ->
    [1] One test, { $n_kept } written down
   *[other] { $n } tests, { $n_kept } written down
}
page-findings-record = Record
page-findings-none = not found out yet
page-findings-by-runner = by yourself
page-findings-by-clinician = by a professional
page-findings-unclear = not clear
page-findings-examination = Examination
page-findings-examination-who = Only what a professional found by examining counts here. What you notice yourself belongs to the questions.
page-findings-gate-needs = The gate asks for this:
page-findings-no-self-test = This is no self-test: enter what a professional measured.
page-findings-i-examined = A professional examined this and found it
page-result-findings = What tests and an examination found
page-outcomes-title = How it is going
page-outcomes-week = Week { $week } of the way back.
page-outcomes-no-start = The day the way back began is not known yet.
page-outcomes-adherence = Strength sessions done since then: { $percent } percent.
page-outcomes-milestones = Milestones
page-outcomes-milestones-why = What these weeks should bring, by your own diary. They look back only: no milestone opens or closes a gate.
page-outcomes-now = now
page-outcomes-early = What changes first
page-outcomes-early-why = These move before training grows. A direction, no proof.
page-outcomes-scores = Scores
page-outcomes-no-scores = No score has been written down yet.
page-outcomes-unscored = Nothing in numbers yet for “{ $half }”.
page-outcomes-version = Version:
page-outcomes-put = Put it into a number
page-outcomes-totals = Totals of questionnaires
page-outcomes-totals-why = Only totals are kept here. The questions belong to their authors.
page-outcomes-loads = Safe and provocative
page-outcomes-no-loads = No run and no day of the last four weeks was answered for this knee.
page-outcomes-load = Load
page-outcomes-painless = Painless
page-outcomes-hurt = Hurt
page-outcomes-means = So far
page-outcomes-avoid = Leave out for now
page-outcomes-longest-borne = Longest run without a setback
page-outcomes-longest-painless = Longest painless run
page-outcomes-shortest-provoking = Shortest run with a setback
page-outcomes-most-descent = Most descent without a setback
page-outcomes-control = Squats on one leg out of line
page-outcome-which-knee = Which knee
page-outcome-value = Score
page-outcome-version = Version
page-outcome-version-hint = As it stands on the form, such as “original” or a year. Two versions are never compared.
page-outcome-language = Language
page-outcome-on = Day
page-outcome-by = Who wrote it down
page-habits-at-hand = What is there for exercising?
page-habits-at-hand-use = Where something is missing, something else takes its place. Leave all empty and each exercise says what it needs.
page-habits-at-hand-none = None of these
page-habits-sets = Exercises to add
page-habits-sets-use = A set joins the programme as far as its exercises are unlocked.

page-letter-name = Name
page-letter-runner = Runner
page-letter-day = Day
page-letter-why = Why now
page-letter-running = Running
page-letter-tried = What was tried
page-letter-next = To be considered next
page-letter-missing = Not found out
page-letter-findings = Findings
page-letter-by-runner = by the runner
page-letter-by-clinician = by a clinician
page-letter-flags = Signs of danger
page-letter-yes = Yes
page-letter-no = No
page-letter-unknown = Not known
page-letter-unasked = Not asked
page-letter-rules = Rule set
page-letter-link = A letter to a doctor or physiotherapist
# A clinic's thresholds.
page-plan-clinic = Thresholds changed by
page-plan-clinic-why = These stand in place of the shipped ones. Red flags, the single-run limit and the pain that ends a run never move.
## A training plan that is cut
page-cut-title = A training plan of your own
page-cut-back = Plan and gates
page-cut-link = Cut a training plan of your own to what the knee bears
page-cut-lede = It comes down to the level you ran without significant pain, stays there for two weeks with strength work, and builds up again. Each change stands beside what was planned, with its reason.
page-cut-choose = Choose the plan
page-cut-files = Drop the plan here or choose it
page-cut-files-kinds = A calendar (.ics), a table (.csv) or workout files of a watch (.fit), several at once if you like
page-cut-button = Show what changes
page-cut-as-calendar = Give it to me as a calendar instead
page-cut-nothing-kept = The plan is read for this answer and not kept.
page-cut-no-plan = There is no running plan, so yours is not cut
page-cut-see-today = See today
page-cut-unchanged = Nothing in it has to change
page-cut-to = Runs up to { $run } km, { $week } km in seven days, to begin with
page-cut-phases = The way back
page-cut-run-from = Runs from
page-cut-held-until = Level held until
page-cut-grows-from = Grows again from
page-cut-hills-from = Hills and speed from
page-cut-open = not known yet
page-cut-weeks = Week by week
page-cut-week-of = Week of
page-cut-planned-km = Planned, km
page-cut-left-km = Left, km
page-cut-growth = Growth
page-cut-unknown = { $n ->
    [one] one run of unknown length not counted
   *[other] { $n } runs of unknown length not counted
 }
page-cut-days = Day by day
page-cut-day = Day
page-cut-planned = Planned
page-cut-left = Now
page-cut-why = Why
page-cut-phase-rest = rest
page-cut-phase-hold = hold
page-cut-phase-rebuild = build up
page-cut-placed = day chosen here
page-cut-nothing = Nothing
page-cut-same = The same
page-cut-notes = Good to know
page-cut-not-read = Not read
page-cut-line = line
page-plan-levers = What the plan changes

## Calculators
page-calc-title = Calculators
page-calc-lede = Each works with what you type and keeps nothing.
page-calc-button = Calculate
page-calc-pace-title = Distance, time and pace
page-calc-distance = Distance
page-calc-distance-hint = Kilometres such as 10, or with a unit: 800 m, 5 mi
page-calc-time = Time
page-calc-time-hint = Minutes and seconds such as 55:00, hours besides as 1:05:00
page-calc-pace = Pace
page-calc-pace-hint = For a kilometre such as 5:30, for a mile as 8:30/mi
page-calc-pace-two = Fill in two of the three fields: { $why }.
page-calc-pace-is = { $km } km ({ $mi } mi) in { $time }: { $pace_km } a kilometre, { $pace_mi } a mile
page-calc-steps-title = Step rate and step length
page-calc-rate = Step rate
page-calc-rate-hint = Steps in a minute, both feet
page-calc-length = Step length
page-calc-length-hint = Metres from one foot to the other
page-calc-steps-is = At { $pace } a kilometre { $rate } steps a minute are { $length } m long each
page-calc-restart-title = The way back from where the pain begins
page-calc-onset = Distance where the pain begins
page-calc-onset-missing = Fill in the distance where the pain begins.
page-calc-share = First run, in percent of it
page-calc-share-hint = 30 to 50. Left empty, it is that of the plan
page-calc-growth = Growth after each painless run, in percent
page-calc-growth-hint = 10 to 15. Left empty, it is that of the plan
page-calc-restart-is = The rule alone reaches the old distance { $runs } runs after the first. Every run ends below { $below } km until the pain begins later.
page-calc-run = Run
page-calc-km = km
page-calc-of-onset = Of the onset
page-calc-beyond = beyond what a plan allows while the pain begins there
page-calc-growth-title = What growth comes to
page-calc-percent = Growth of each step, in percent
page-calc-percent-hint = Left empty, it is the weekly limit of the plan
page-calc-sessions = Steps in a week
page-calc-sessions-hint = A whole number: 1 for growth by the week, the runs of a week for growth by the run
page-calc-from = Distance of the first week
page-calc-to = Distance to be reached
page-calc-growth-is = { $steps ->
    [one] { $step } % once a week is { $week } % a week.
   *[other] { $step } % at each of { $steps } runs comes to { $week } % a week.
 }
page-calc-growth-above = That is more than the { $cap } % a week of the other rule. Where both hold, the plan keeps the tighter one.
page-calc-week = Week
page-calc-equal-title = What costs a knee as much
page-calc-flat = Running on the level
page-calc-equal-is = As many of these cost one knee as much, counting high peaks. In brackets the 80 % interval: how long a task takes is assumed, so take these as rough.
page-calc-what = What
page-calc-how-many = How many
page-calc-by-tier = by its tier only
page-calc-plan = What a training plan costs, week by week
page-calc-plan-how = In a terminal: trochlea calc plan-load FILE. To cut a plan to what the knee bears:

# While somebody still grows.
page-result-young = Under 16: load first, with an adult
page-knee-all-over-left = All over the left knee
page-knee-all-over-right = All over the right knee
