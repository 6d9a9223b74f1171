# Why it may have happened: three families, what belongs to each, and the data behind it.

cause-frame = A sore knee is rarely one broken part. How the hip and trunk steer the leg, how the foot lands, and how much the knee was used to all act together, so all three families can have a share.

cause-leads-strength = What is known points to strength and control first.
cause-leads-mechanics = What is known points to how you land and stride first.
cause-leads-conditioning = What is known points to more than the knee was used to.
cause-undetermined-several = Undetermined: several things may have contributed, and none stands out.
cause-undetermined = Undetermined: too little is known to point anywhere yet.

cause-family-strength = strength and control
cause-family-strength-about = Muscles of thigh and hip that brake and steer the knee.
cause-family-mechanics = foot strike and mechanics
cause-family-mechanics-about = How the foot lands, how long the step is, how even the two sides are.
cause-family-conditioning = more than the knee was used to
cause-family-conditioning-about = Distance, descents, speed or ground that changed faster than the knee adapts.

cause-band-speaks-for = speaks for it
cause-band-may-contribute = may contribute
cause-band-cannot-tell = cannot tell
cause-band-speaks-against = speaks against it

cause-finding-speaks-for = speaks for it
cause-finding-may-contribute = may contribute
cause-finding-cannot-tell = not known yet
cause-finding-speaks-against = looked for, not there
cause-finding-not-counted = shown, not counted

cause-known-computed = from your recordings and diary
cause-known-measured = measured
cause-known-asked = you said so
cause-known-not-known = not known

cause-status-sourced = from a study
cause-status-second-hand = from a study, read second-hand
cause-status-house = our own threshold
cause-status-contested = disputed, never counted

cause-onset-stated = Counted back from { $day }, the day you said the pain began.
cause-onset-diary = Counted back from { $day }, the first pain in your diary. If it began earlier, say so: other weeks are looked at then.
cause-onset-not-known = Nobody said when the pain began, so no run can be called the one before it.

# --- The data behind a contributor ---

cause-data-not-known = Not known.
cause-data-not-looked-at = Nothing is asked and nothing is measured for this.
cause-data-does-not-apply = You said that going downhill does not hurt, so this does not apply.
cause-data-said-yes = You answered yes.
cause-data-said-no = You answered no.
cause-data-single-run = On { $day } you ran { $km } km. The longest run of the { $window_days } days before it was { $longest_km } km, on { $longest_day }: { $more_percent } % more, where { $limit_percent } % is the limit.
cause-data-single-run-within = No run of the { $recent_days } days up to { $onset } was more than { $limit_percent } % longer than the longest of the { $window_days } days before it. The one that came closest: { $km } km on { $day }, after { $longest_km } km on { $longest_day }.
cause-data-two-weeks = { $recent_km } km in the two weeks up to { $onset }, { $earlier_km } km in the two before: { $change_percent } % { $direction ->
    [down] less
   *[up] more
    }. It counts above { $limit_percent } % more.
cause-data-descent = { $recent_m } m down a week in the two weeks up to the pain, { $usual_m } m in the weeks before. It counts from { $limit_m } m.
cause-data-little-descent = { $usual_m } m down in a usual week. It counts below { $limit_m } m.
cause-data-step-rate = { $own_spm } steps a minute, the mean of { $n } runs. A page for runners calls { $limit_spm } or less low; one figure for everybody says little about you.
cause-data-drift = { $direction ->
    [down] { $change_percent } % fewer
   *[up] { $change_percent } % more
    } steps a minute in the last third than before at the same speed, the mean of { $n } runs. It counts from { $limit_percent } % fewer.
cause-data-balance = { $share_percent } % of the ground contact on the { $side } foot, the mean of { $n } runs. It counts from { $limit_percent } %.
cause-data-speed = { $recent_pace } a kilometre in the two weeks up to the pain, { $usual_pace } usually: { $change_percent } % { $direction ->
    [down] slower
   *[up] faster
    }. It counts from { $limit_percent } % faster.
cause-data-treadmill = { $recent_percent } % of the way on a treadmill in the two weeks up to the pain, { $usual_percent } % usually. It counts from a change of { $limit_percent } points.
cause-data-usual-week = { $km } km in a usual week before the pain. It counts below { $limit_km } km.
cause-data-usual-week-stated = { $km } km in a usual week, as you said. It counts below { $limit_km } km.
cause-data-onset-share = In { $n_late } of { $n } runs the pain began in the last third; in the middle one after { $share_percent } % of the way.
cause-data-shoes = When the pain began ({ $onset }): { $shoe }
cause-data-strength-little-running = { $km } km in a usual week; it counts from { $from_km } km.
cause-data-strength-days = { $km } km in a usual week, and strength work on { $days_a_week } days a week in the diary before the pain.
cause-data-strength-none-said = { $km } km in a usual week, and you said that there was less strength work than twice a week.
cause-data-strength-said = { $km } km in a usual week, and you said that you did strength work twice a week.
cause-data-measure = { $measure }, { $side } leg: { $value } on { $day }, { $by ->
    [clinician] by a professional
   *[runner] by yourself
    }. It counts { $worse ->
    [lower] at { $limit } or less
   *[higher] from { $limit } on
    }.
cause-data-side-difference = { $measure }: { $own } on the { $side }, sore side, { $other } on the other. It counts from { $limit } less.

cause-shoe = { $name }, { $km } km since { $since }.
cause-shoe-at-most = { $name }, at most { $km } km since { $since }; you wear more than one pair.
cause-shoe-worn = { $name }, { $km } km since { $since }. Many runners replace a pair after { $worn_from_km } to { $worn_to_km } km. That is a habit, and nobody showed that it spares a knee.
cause-shoe-worn-at-most = { $name }, at most { $km } km since { $since }; you wear more than one pair. Many runners replace a pair after { $worn_from_km } to { $worn_to_km } km. That is a habit, and nobody showed that it spares a knee.

cause-next-log-onset = Log after a run at which kilometre the pain began.
cause-next-shoes = Tell which shoes you run in and since when.
cause-next-since-when = Tell since when it hurts: then the runs before it can be compared.
cause-next-recordings = Import recordings of the three months before the pain.

cause-see-gait-expert = What is known points to how you land and stride. A podiatrist or somebody who analyses running can look at it. Ask that both the build of your body and your running style are looked at before anything is prescribed.
cause-gait-both = Body and running style were both looked at.
cause-gait-style-missing = The build of the body was looked at; the running style was not yet. Both belong together before anything is prescribed.
cause-gait-body-missing = The running style was looked at; the build of the body was not yet. Both belong together before anything is prescribed.
cause-gait-none = Neither body nor running style was looked at yet. Both belong together before anything is prescribed.

# --- Strength and control ---

cause-gradient-dependent-name = pain that comes with the descent
cause-gradient-dependent-why = Going down, the front of the thigh brakes every step. When only descents hurt, this braking may be what the knee lacks strength for; it proves no weakness.
cause-squat-control-name = a knee that moves inward in a squat
cause-squat-control-why = A single-leg squat shows how well hip and thigh steer the knee, above all when tired or going down. That it came before the pain was not shown.
cause-step-down-quality-name = an unsteady step down
cause-step-down-quality-why = Stepping down slowly from 20 cm shows arms, trunk, pelvis, knee and balance at once.
cause-step-downs-in-30-s-name = few step downs in half a minute
cause-step-downs-in-30-s-why = People with a sore kneecap manage fewer than others, 14 against 18. The pain itself is one reason.
cause-shallow-squat-name = a shallow squat on one leg
cause-shallow-squat-why = Less than 45 degrees. Pain alone can stop a squat, so it says little about strength.
cause-control-when-tired-name = less control when tired
cause-control-when-tired-why = Seen by a professional after a run: hip and thigh steer the knee less well than before it.
cause-movement-screen-name = a movement that is stuck or sore
cause-movement-screen-why = A screen of hip, trunk and ankle by a professional. A movement that hurts or is not possible is worth working on; nobody showed that it came first.
cause-calf-raises-name = few calf raises
cause-calf-raises-why = The calf carries part of every landing. Up to the age of 69 most people manage more than 15 on one leg.
cause-quadriceps-strength-name = a weaker front thigh
cause-quadriceps-strength-why = In recruits a weaker front thigh came before kneecap pain. Whether that holds for runners is not known.
cause-hamstring-strength-name = a weaker back thigh
cause-hamstring-strength-why = Front thigh, back thigh and hip are meant to act together at the knee. How much the back thigh matters was not studied.
cause-hip-abduction-strength-name = weak hips
cause-hip-abduction-strength-why = Often called the cause. In studies hips were not weaker before kneecap pain began, and for the band the findings conflict. Strengthening hip and knee helps all the same, and is in every programme here.
cause-hip-rotation-strength-name = weak outward turners of the hip
cause-hip-rotation-strength-why = Often called the cause of a thigh that turns in. Disputed today, so it is shown and not counted.
cause-hip-drop-name = a hip that drops
cause-hip-drop-why = Said to pull the band tight at the outer knee. The evidence conflicts, so it is shown and not counted; for the way back it is still looked at.
cause-vmo-name = a weak inner front thigh
cause-vmo-why = An old explanation. It is not held as a cause today, and it cannot be told apart from the rest of the front thigh.
cause-maltracking-name = a kneecap that leaves its track
cause-maltracking-why = An old explanation. Studies do not bear it out as a cause in runners.
cause-tight-front-thigh-name = a tighter front thigh
cause-tight-front-thigh-why = Named as a factor without a number; compared with your other side here.
cause-tight-calf-name = a tighter calf
cause-tight-calf-why = Named as a factor without a number; compared with your other side here.
cause-raised-tone-name = raised tone around the knee
cause-raised-tone-why = Tight bands in the front thigh, at the outer edge of the kneecap or at the hip are said to change how the kneecap is pressed. Only a professional can feel that.
cause-nerve-sensitivity-name = a sensitive nerve, or pain from the back
cause-nerve-sensitivity-why = Now and then pain at the front of the knee comes from a nerve or the back. Only a professional can test for it; it belongs to none of the three families and is not counted.

# --- Foot strike and mechanics ---

cause-overstride-name = a foot that lands far ahead
cause-overstride-why = A longer step raises the load at the kneecap, a shorter one lowers it.
cause-overstride-question = When you run, does your foot land clearly ahead of your knee, with the leg almost straight?
cause-low-step-rate-name = your step rate
cause-low-step-rate-why = Shown as context. What counts for you is your own rate and how it changes, and no figure for everybody.
cause-step-rate-drift-name = steps that slow down late in a run
cause-step-rate-drift-why = When tired, steps get longer and slower. Computed at the same speed, so that a slower end is not taken for it.
cause-knee-inward-when-running-name = a knee that moves inward when you run
cause-knee-inward-when-running-why = Seen from the front. A grade by eye is a rough one.
cause-trunk-posture-name = a trunk that leans or sways
cause-trunk-posture-why = The trunk decides where the weight falls. A grade by eye is a rough one.
cause-foot-timing-name = the timing of the landing
cause-foot-timing-why = When and how the foot meets the ground, compared with hip and trunk. A grade by eye is a rough one.
cause-femoral-rotation-name = a thigh that turns in
cause-femoral-rotation-why = Often called the cause. Disputed today, so it is shown and not counted.
cause-uneven-gait-name = an uneven stride
cause-uneven-gait-why = When one side does more than the other, it may bear more. How much that matters was not studied.
cause-uneven-gait-question = Did anybody see, or your watch show, that you run unevenly on the two legs?
cause-hip-width-name = wide hips
cause-hip-width-why = Some texts name them and others deny it; in studies the angle of the thigh was no risk. Nothing is asked about your build.
cause-cambered-roads-name = roads that slope to the side
cause-cambered-roads-why = The leg on the lower side is said to bear more.
cause-cambered-roads-question = Did you mostly run on the edge of roads that slope to the side?
cause-shoes-name = shoes
cause-shoes-why = No sound rule says which shoes spare a knee or when to change them. Tracked because it is often asked.

# --- More than the knee was used to ---

cause-single-run-spike-name = a single run much longer than before
cause-single-run-spike-why = In 5205 runners, injuries were more frequent when one run was more than a tenth longer than the longest of the 30 days before.
cause-single-run-spike-question = In the two weeks before the pain, was one run clearly longer than any of the month before?
cause-volume-jump-name = more kilometres within two weeks
cause-volume-jump-why = In novices, more than 30 % over two weeks went with knee pain. A larger study found nothing in weeks, so it weighs less than a single long run.
cause-volume-jump-question = In the two weeks before the pain, did you run clearly more than in the two before?
cause-more-downhill-name = more downhill than usual
cause-more-downhill-why = Going down, the knee takes up more at every step.
cause-more-downhill-question = In the weeks before the pain, did you run clearly more downhill than usual?
cause-little-downhill-name = rarely running downhill
cause-little-downhill-why = What is rarely done is not got used to. It only matters when going down is what hurts.
cause-little-downhill-question = Before the pain, did you rarely run downhill?
cause-faster-running-name = faster running
cause-faster-running-why = Speed that rises faster than the tissue adapts.
cause-faster-running-question = In the weeks before the pain, did you run clearly faster or begin fast sessions?
cause-other-ground-name = a change between treadmill and road
cause-other-ground-why = A change of ground is a change of what the leg is used to.
cause-other-ground-question = In the weeks before the pain, did you change between treadmill and road?
cause-hard-ground-name = hard ground
cause-hard-ground-why = Named as a factor; how much it matters was not studied.
cause-hard-ground-question = In the weeks before the pain, did you mostly run on asphalt or concrete?
cause-new-to-running-name = new to running
cause-new-to-running-why = Without a base of kilometres, soreness may be part of getting used to it.
cause-new-to-running-question = Had you run for less than a year when the pain began?
cause-small-base-name = a small base of kilometres
cause-small-base-why = Without a base of kilometres, soreness may be part of getting used to it.
cause-no-strength-work-name = much running and little strength work
cause-no-strength-work-why = Named for the band at the outer knee; the numbers are ours.
cause-no-strength-work-question = In the months before the pain, did you do strength work for the legs less than twice a week?
cause-last-third-name = pain that begins late in a run
cause-last-third-why = Pain in the last third can mean that the leg tires before the run is over.
cause-tired-name = tired legs, poor sleep, stress
cause-tired-why = Load is more than kilometres. Tired legs brake less well.
cause-tired-question = Does the pain come mainly when you are tired, or did you sleep badly or live under stress when it began?
cause-earlier-injury-name = an earlier injury of this leg
cause-earlier-injury-why = What was injured may not yet bear what it used to.
cause-earlier-injury-question = Was this leg injured in the year before the pain?
cause-other-sports-name = another sport
cause-other-sports-why = Other sports load the same knee.
cause-other-sports-question = In the weeks before the pain, did you begin another sport or do clearly more of it?
cause-irritable-tissue-name = tissue that is sore to the touch
cause-irritable-tissue-why = Tendon and tissue around the kneecap that hurt under a finger bear less for a while.

# --- When what was tried did not help ---

cause-tried-rest-name = rest
cause-tried-rest-question = Did you rest from running, and the pain was the same when you came back?
cause-tried-stretching-name = stretching
cause-tried-stretching-question = Did you stretch for weeks without a change of the pain?
cause-tried-quadriceps-name = strengthening the front thigh
cause-tried-quadriceps-question = Did you strengthen the front thigh for weeks without a change of the pain?
cause-recheck-load-tolerance = What the knee bears now: how it is on stairs and walking downhill, and how far a run goes before it begins.
cause-recheck-irritability = How easily it is stirred up: how sore it is to the touch, and how soon it settles after a run.
cause-recheck-hip-control = How hip and thigh steer the knee, rested and tired: squats and step downs, and again after a run.
cause-recheck-stride-mechanics = How you run: where the foot lands, how fast the steps are, filmed if possible.
cause-recheck-taken = { $measure }: { $value } on { $day }
