# What the ranking says: spots, patterns, questions. A ranking is never called more than that.

triage-pattern = This fits { $condition } best.
triage-mixed = This fits two patterns at once, at two places.
triage-another_cause = This is not one of the patterns this plan is made for.
triage-not_enough_information = A few more answers are needed to rank this.
triage-see-another_cause = See a physiotherapist or sports doctor, and tell them this.
triage-see-no_programme = This needs a programme that is not in here. See a physiotherapist or sports doctor, and tell them this.
triage-see-also_possible = Something else at this place is still possible. If it does not get better, show somebody and tell them this.
triage-tell-spot = It hurts at { $spot } ({ $anatomy }).

## Spots of the knee map: the plain name and the term of anatomy.
spot-quad-name = just above the kneecap
spot-quad-anatomy = tendon of the quadriceps
spot-patella-name = around or behind the kneecap
spot-patella-anatomy = patella
spot-medpat-name = the inner edge of the kneecap
spot-medpat-anatomy = inner edge of the patella
spot-fat-name = beside and just below the kneecap
spot-fat-anatomy = infrapatellar fat pad
spot-ptend-name = the tendon below the kneecap
spot-ptend-anatomy = patellar tendon
spot-tub-name = the bump below the knee
spot-tub-anatomy = tibial tuberosity
spot-itb-name = the outer side, just above the joint
spot-itb-anatomy = iliotibial band at the lateral epicondyle
spot-ljl-name = the outer joint line
spot-ljl-anatomy = lateral joint line
spot-bic-name = the outer tendon behind
spot-bic-anatomy = tendon of the biceps femoris
spot-fib-name = the small round bone outside below the knee
spot-fib-anatomy = head of the fibula
spot-gerdy-name = the outer front of the shin bone
spot-gerdy-anatomy = tubercle of the iliotibial band
spot-mjl-name = the inner joint line
spot-mjl-anatomy = medial joint line
spot-pes-name = the inner side below the joint
spot-pes-anatomy = pes anserinus
spot-mcl-name = the inner side at the joint
spot-mcl-anatomy = medial collateral ligament
spot-ham-name = the inner tendons behind
spot-ham-anatomy = tendons of the inner hamstrings
spot-plateau-name = the inner edge of the shin bone's top
spot-plateau-anatomy = medial tibial plateau
spot-pop-name = the hollow of the knee
spot-pop-anatomy = popliteal fossa
spot-hami-name = the back, inner tendons above the hollow
spot-hami-anatomy = inner hamstrings
spot-bicb-name = the back, outer tendon above the hollow
spot-bicb-anatomy = biceps femoris
spot-gasi-name = the back, inner top of the calf
spot-gasi-anatomy = medial head of the gastrocnemius
spot-gaso-name = the back, outer top of the calf
spot-gaso-anatomy = lateral head of the gastrocnemius

## Conditions. The name stands inside a sentence.
condition-pfps-name = patellofemoral pain
condition-pfps-about = The kneecap complains about load in its groove. Common in runners and seldom dangerous.
condition-itbs-name = iliotibial band syndrome
condition-itbs-about = The tissue is irritated where the long outer band passes the knee. Common in runners and seldom dangerous.
condition-patellar_tendinopathy-name = patellar tendinopathy
condition-patellar_tendinopathy-about = The tendon below the kneecap complains about load. It needs another programme than the one here.
condition-quadriceps_tendinopathy-name = a sore tendon above the kneecap
condition-quadriceps_tendinopathy-about = The tendon of the thigh muscle complains about load where it meets the kneecap.
condition-fat_pad-name = a pinched fat pad
condition-fat_pad-about = The soft pad beside the tendon is pinched when the knee is fully straight.
condition-growth_at_the_tubercle-name = a sore growth zone below the knee
condition-growth_at_the_tubercle-about = In the growing the tendon pulls on soft bone. An adult and a professional plan the load together.
condition-tubercle-name = a sore bump below the knee
condition-tubercle-about = The bony bump where the tendon ends hurts. Somebody should look at it.
condition-plica-name = a fold of the joint lining
condition-plica-about = A fold inside the joint can be pinched at the inner edge of the kneecap.
condition-lateral_meniscus-name = the outer meniscus
condition-lateral_meniscus-about = The outer cushion of the joint may be irritated or torn.
condition-biceps_femoris-name = the outer hamstring tendon
condition-biceps_femoris-about = The tendon at the outer back of the knee complains about load.
condition-tibiofibular_or_nerve-name = the joint or nerve beside the small bone
condition-tibiofibular_or_nerve-about = A small joint and a nerve lie at the outside below the knee.
condition-popliteus-name = the popliteus tendon
condition-popliteus-about = A small muscle at the outer back steadies the knee, most of all downhill.
condition-medial_meniscus-name = the inner meniscus
condition-medial_meniscus-about = The inner cushion of the joint may be irritated or torn.
condition-medial_ligament-name = the inner ligament
condition-medial_ligament-about = The ligament at the inner side may be strained.
condition-pes_anserine-name = the tendons at the inner side below the joint
condition-pes_anserine-about = Three tendons end here, with a small cushion below them.
condition-medial_bone-name = a tired bone at the inner side
condition-medial_bone-about = The bone may need rest. No test at home can tell, so somebody has to look.
condition-hamstring-name = the hamstring tendons
condition-hamstring-about = The tendons behind the knee complain about load.
condition-calf_muscle-name = the top of the calf muscle
condition-calf_muscle-about = The calf begins above the knee and can hurt there.
condition-bakers_cyst-name = a swelling behind the knee
condition-bakers_cyst-about = Joint fluid can gather behind the knee, mostly when something in the joint is irritated.

## Questions. -yes and -no are the answers as clauses.
feature-squat_pain-question = Does squatting hurt?
feature-squat_pain-why = In patellofemoral pain squatting nearly always hurts, so a no says a lot.
feature-squat_pain-yes = squatting hurts
feature-squat_pain-no = squatting does not hurt

feature-stairs_down_pain-question = Does walking down stairs hurt?
feature-stairs_down_pain-why = Both patterns hurt on stairs. A no speaks against either.
feature-stairs_down_pain-yes = walking down stairs hurts
feature-stairs_down_pain-no = walking down stairs does not hurt

feature-sitting_pain-question = Does it ache after long sitting with the knee bent, and ease after some steps?
feature-sitting_pain-why = The kneecap is pressed into its groove while you sit.
feature-sitting_pain-yes = it aches after long sitting
feature-sitting_pain-no = long sitting does not hurt

feature-same_distance_onset-question = Does it begin after about the same distance or time in every run?
feature-same_distance_onset-why = The outer band often starts to hurt at the same point of each run.
feature-same_distance_onset-yes = it begins at about the same point of every run
feature-same_distance_onset-no = it begins at different points

feature-eases_on_stopping-question = Does it ease within minutes when you stop running?
feature-eases_on_stopping-why = Pain from the outer band usually lets go quickly.
feature-eases_on_stopping-yes = it eases within minutes of stopping
feature-eases_on_stopping-no = it goes on after stopping

feature-outer_bone_press_pain-question = Does pressing the bony bump on the outer side, just above the joint, hurt?
feature-outer_bone_press_pain-why = That is where the outer band passes the bone.
feature-outer_bone_press_pain-yes = pressing the outer bony bump hurts
feature-outer_bone_press_pain-no = pressing the outer bony bump does not hurt

feature-tendon_press_pain-question = Press the tendon just below the kneecap with one thumb. Does that hurt?
feature-tendon_press_pain-why = The tendon and the pad beside it hurt with the same things. Pressing can tell them apart.
feature-tendon_press_pain-yes = pressing the tendon below the kneecap hurts
feature-tendon_press_pain-no = pressing the tendon below the kneecap does not hurt

feature-jumping_pain-question = Do jumping and landing hurt?
feature-jumping_pain-why = Tendons complain most about quick loads.
feature-jumping_pain-yes = jumping hurts
feature-jumping_pain-no = jumping does not hurt

feature-kneecap_press_pain-question = Does pressing on the kneecap itself hurt?
feature-kneecap_press_pain-why = It usually does not hurt when the outer band is the reason.
feature-kneecap_press_pain-yes = pressing the kneecap hurts
feature-kneecap_press_pain-no = pressing the kneecap does not hurt

feature-kneecap_clicking-question = Does it click or grind under the kneecap now and then?
feature-kneecap_clicking-why = Many healthy knees click, so this counts for little.
feature-kneecap_clicking-yes = it clicks or grinds under the kneecap
feature-kneecap_clicking-no = nothing clicks or grinds

feature-downhill_pain-question = Does running downhill hurt?
feature-downhill_pain-why = Both patterns hurt downhill. A no speaks against either.
feature-downhill_pain-yes = running downhill hurts
feature-downhill_pain-no = running downhill does not hurt

feature-dull_ache-question = Is it a dull ache?
feature-dull_ache-why = The kneecap tends to ache dully.
feature-dull_ache-yes = it is a dull ache
feature-dull_ache-no = it is not a dull ache

feature-sharp_or_burning-question = Is it sharp or burning?
feature-sharp_or_burning-why = The outer band tends to feel sharp or burning.
feature-sharp_or_burning-yes = it is sharp or burning
feature-sharp_or_burning-no = it is neither sharp nor burning

feature-catching_when_twisting-question = Does it catch or hurt when you twist on the bent knee?
feature-catching_when_twisting-why = The cushions of the joint are asked for when you twist.
feature-catching_when_twisting-yes = it catches or hurts on twisting
feature-catching_when_twisting-no = twisting does not hurt

feature-worse_fully_straight-question = Does it hurt more when the knee is pressed fully straight?
feature-worse_fully_straight-why = The pad beside the tendon is pinched then.
feature-worse_fully_straight-yes = it hurts when the knee is fully straight
feature-worse_fully_straight-no = straightening fully does not hurt

feature-flat_and_uphill_free-question = Are the flat and uphill free of pain?
feature-flat_and_uphill_free-why = Pain on descents alone is a pattern of its own, worth telling.
feature-flat_and_uphill_free-yes = the flat and uphill are free of pain
feature-flat_and_uphill_free-no = the flat or uphill hurts too

feature-last_third_of_run-question = Does it rise in the last third of a run?
feature-last_third_of_run-why = It shows how the knee bears getting tired.
feature-last_third_of_run-yes = it rises in the last third of a run
feature-last_third_of_run-no = it does not rise towards the end of a run

feature-feels_unsteady-question = Does the knee feel unsteady, without having given way?
feature-feels_unsteady-why = A knee that guards itself can feel unsteady though its ligaments are sound.
feature-feels_unsteady-yes = the knee feels unsteady
feature-feels_unsteady-no = the knee feels steady

feature-other_impact_sport-question = Do you do another sport with jumps or hard landings?
feature-other_impact_sport-why = Other sports load the same knee.
feature-other_impact_sport-yes = there is another sport with impact
feature-other_impact_sport-no = there is no other sport with impact
