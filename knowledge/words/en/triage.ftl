# What the ranking says: spots, patterns, questions. A ranking is never called more than that.

triage-pattern = This fits { $condition } best.
triage-pattern-level = This fits { $condition }, and cannot be told apart from { $other } yet.
triage-mixed = This fits two patterns at once, at two places.
triage-another_cause = This is not one of the patterns this plan is made for.
triage-not_enough_information = A few more answers are needed to rank this.
triage-see-another_cause = See a physiotherapist or sports doctor, and tell them this.
triage-see-no_programme = This needs a programme that is not in here. See a physiotherapist or sports doctor, and tell them this.
triage-see-also_possible = Something else at this place is still possible. If it does not get better, show somebody and tell them this.
triage-contradiction-both = You said both that { $yes } and that { $no }, at the same moment. Neither counts until you say which.
triage-contradiction-examined = You said that { $told }, and an examination found that { $found }.
triage-contradiction-measured = You said that { $told }, and gave { NUMBER($pain_nprs, maximumFractionDigits: 0) } of 10 for it. The answer counts until you change it.
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
spot-diffuse-name = all over the knee
spot-diffuse-anatomy = no single place

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
condition-biceps_femoris-name = the outer hamstring tendon
condition-biceps_femoris-about = The tendon at the outer back of the knee complains about load.
condition-popliteus-name = the popliteus tendon
condition-popliteus-about = A small muscle at the outer back steadies the knee, most of all downhill.
condition-medial_ligament-name = the inner ligament
condition-medial_ligament-about = The ligament at the inner side may be strained.
condition-pes_anserine-name = the tendons at the inner side below the joint
condition-pes_anserine-about = Three tendons end here, with a small cushion below them.
condition-hamstring-name = the hamstring tendons
condition-hamstring-about = The tendons behind the knee complain about load.
condition-calf_muscle-name = the top of the calf muscle
condition-calf_muscle-about = The calf begins above the knee and can hurt there.
condition-bakers_cyst-name = a swelling behind the knee
condition-bakers_cyst-about = Joint fluid can gather behind the knee, mostly when something in the joint is irritated.

condition-growth_at_the_lower_pole-name = a sore growth zone at the lower tip of the kneecap
condition-growth_at_the_lower_pole-about = In the growing the tendon pulls on the soft lower tip of the kneecap. An adult and a professional plan the load together.
condition-patellar_instability-name = a kneecap that slips
condition-patellar_instability-about = The kneecap may slide towards the outer side. It feels unsure rather than worn.
condition-patellofemoral_osteoarthritis-name = wear of the joint behind the kneecap
condition-patellofemoral_osteoarthritis-about = The smooth lining behind the kneecap can thin with the years. Load can still be built up.
condition-meniscus-name = a meniscus
condition-meniscus-about = One of the two cushions of the joint may be irritated or torn.
condition-tibiofibular_joint-name = the small joint at the outer side below the knee
condition-tibiofibular_joint-about = The head of the small bone meets the shin there, and the joint between them can hurt.
condition-peroneal_nerve-name = the nerve at the outer side below the knee
condition-peroneal_nerve-about = A nerve runs around the small bone, close under the skin, and can be pressed.
condition-lateral_ligament-name = the outer ligament
condition-lateral_ligament-about = The ligament at the outer side may be strained, mostly after the knee was bent outward.
condition-saphenous_nerve-name = the skin nerve at the inner side
condition-saphenous_nerve-about = A nerve of the skin passes the inner knee and can burn or tingle.
condition-acl-name = the front cruciate ligament
condition-acl-about = A ligament inside the joint that holds when you turn. It tears in a twist, seldom from running straight.
condition-pcl-name = the rear cruciate ligament
condition-pcl-about = A ligament inside the joint that is hurt by a blow on the shin, seldom by running.
condition-osteoarthritis-name = wear of the joint
condition-osteoarthritis-about = The smooth lining of the joint can thin with the years. Moving stays good for it.
condition-osteochondritis-name = a weak spot of the joint surface
condition-osteochondritis-about = A small piece of bone below the joint surface can lose its hold, mostly in the young.
condition-loose_body-name = a loose piece in the joint
condition-loose_body-about = A small piece can move about in the joint and catch.
condition-hip_referred-name = pain that comes from the hip
condition-hip_referred-about = A sore hip can be felt in the knee, sometimes only there.
condition-lumbar_nerve-name = pain that comes from a nerve of the back
condition-lumbar_nerve-about = A nerve from the low back serves the front of the knee and can carry pain there.

## What to ask a professional to look at.
condition-pfps-say = Please look at the kneecap and its groove.
condition-itbs-say = Please look at the outer band where it passes the knee.
condition-patellar_tendinopathy-say = Please look at the tendon below the kneecap and plan its loading.
condition-quadriceps_tendinopathy-say = Please look at the tendon above the kneecap and plan its loading.
condition-fat_pad-say = Please look at the pad beside the tendon, with the knee fully straight.
condition-growth_at_the_tubercle-say = Please look at the growth zone below the knee, and plan sport with the family.
condition-growth_at_the_lower_pole-say = Please look at the growth zone at the tip of the kneecap, and plan sport with the family.
condition-tubercle-say = Please look at the bony bump below the knee.
condition-plica-say = Please look at the fold at the inner edge of the kneecap.
condition-patellar_instability-say = Please look at how firmly the kneecap is held.
condition-patellofemoral_osteoarthritis-say = Please look at the joint behind the kneecap, given the age.
condition-meniscus-say = Please look at the meniscus: the joint line, twisting, the ends of the bend.
condition-biceps_femoris-say = Please look at the outer hamstring tendon.
condition-tibiofibular_joint-say = Please look at the small joint at the head of the fibula.
condition-peroneal_nerve-say = Please look at the nerve beside the small bone: feeling and strength of the foot.
condition-popliteus-say = Please look at the popliteus at the outer back of the joint.
condition-lateral_ligament-say = Please look at the outer ligament and the corner behind it.
condition-medial_ligament-say = Please look at the inner ligament.
condition-pes_anserine-say = Please look at the tendons and the cushion at the inner side below the joint, and at the bone beside them.
condition-saphenous_nerve-say = Please look at the skin nerve of the inner knee.
condition-hamstring-say = Please look at the hamstring tendons behind the knee.
condition-calf_muscle-say = Please look at the top of the calf, and keep a clot in mind.
condition-bakers_cyst-say = Please look at the hollow behind the knee and at the joint in front of it.
condition-acl-say = Please look at the front cruciate ligament.
condition-pcl-say = Please look at the rear cruciate ligament.
condition-osteoarthritis-say = Please look at the joint as a whole, given the age.
condition-osteochondritis-say = Please look at the joint surface, given the age.
condition-loose_body-say = Please look for something loose in the joint.
condition-hip_referred-say = Please look at the hip as well.
condition-lumbar_nerve-say = Please look at the low back and the nerve to the front of the knee as well.

## Kept outside the ranking: names inside a sentence.
outside-bone_stress = a bone that is worn out by load
outside-patellar_stress_fracture = a crack of the kneecap from load
outside-femoral_neck_stress_fracture = a crack at the neck of the thigh bone from load
outside-clot = a clot in a vein
outside-popliteal_artery = the artery behind the knee
outside-fracture = a broken bone
outside-joint_infection = an infected joint
outside-extensor_rupture = a torn tendon of the kneecap
outside-bone_tumour = a growth in the bone
outside-hip_growth_plate = a growth plate of the hip that slips
outside-inflammatory_arthritis = an inflamed joint

## Signs that were studied together, as clauses.
cluster-kneecap_two_of_three = two of three examined signs of the kneecap are there
cluster-stairs_and_sitting = pain of 3 and more down stairs together with 6 and more in long sitting
cluster-meniscus_three_of_five = three of five signs of a meniscus are there
cluster-meniscus_four_of_five = four of five signs of a meniscus are there
cluster-meniscus_five_of_five = all five signs of a meniscus are there
cluster-medial_ligament_two = a push from outside and pain when the inner side is opened
cluster-medial_ligament_three = a push from outside, pain and give when the inner side is opened

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
feature-same_distance_onset-why = The outer band often starts to hurt at the same point of each run, many times after { NUMBER($from_min, maximumFractionDigits: 0) } to { NUMBER($to_min, maximumFractionDigits: 0) } minutes.
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

feature-kneeling_pain-question = Does kneeling hurt?
feature-kneeling_pain-why = Kneeling presses the kneecap.
feature-kneeling_pain-yes = kneeling hurts
feature-kneeling_pain-no = kneeling does not hurt

feature-kneecap_slips-question = Has the kneecap ever slipped, or felt about to slip, to the side?
feature-kneecap_slips-why = A kneecap that slips needs another way than one that is only sore.
feature-kneecap_slips-yes = the kneecap has slipped or felt about to
feature-kneecap_slips-no = the kneecap has never slipped

feature-pulling_heel_pain-question = Does pulling the heel back against a hand, or sprinting, hurt behind the knee?
feature-pulling_heel_pain-why = That asks for the hamstring tendons.
feature-pulling_heel_pain-yes = pulling the heel back hurts
feature-pulling_heel_pain-no = pulling the heel back does not hurt

feature-heel_raise_pain-question = Does rising onto the toes hurt at the top of the calf?
feature-heel_raise_pain-why = The calf begins above the knee.
feature-heel_raise_pain-yes = rising onto the toes hurts
feature-heel_raise_pain-no = rising onto the toes does not hurt

feature-tight_behind-question = Does the hollow behind the knee feel full or tight when you bend far?
feature-tight_behind-why = Fluid behind the knee feels like that.
feature-tight_behind-yes = the hollow of the knee feels full
feature-tight_behind-no = the hollow of the knee feels free

feature-tingling-question = Is there tingling, burning of the skin or a numb patch around it?
feature-tingling-why = A nerve tingles; tendons and joints ache.
feature-tingling-yes = the skin tingles or is numb
feature-tingling-no = nothing tingles

feature-hip_stiff-question = Is the hip on that side stiff when you turn the foot inward, or sore in the groin?
feature-hip_stiff-why = A hip can be felt in the knee.
feature-hip_stiff-yes = the hip is stiff or the groin is sore
feature-hip_stiff-no = the hip turns freely

feature-back_pain_with_it-question = Does the low back hurt along with it, or does bending the back change the knee?
feature-back_pain_with_it-why = A nerve of the back serves the front of the knee.
feature-back_pain_with_it-yes = the back hurts along with it
feature-back_pain_with_it-no = the back has nothing to do with it

feature-short_morning_stiffness-question = Is the knee stiff in the morning, for up to half an hour?
feature-short_morning_stiffness-why = Short stiffness is common where a joint is worn.
feature-short_morning_stiffness-yes = the knee is stiff for a short while in the morning
feature-short_morning_stiffness-no = the knee is not stiff in the morning

feature-pushed_from_outside-question = Did it begin when something pushed the leg from the outer side?
feature-pushed_from_outside-why = Such a push strains the inner ligament.
feature-pushed_from_outside-yes = it began with a push from the outer side
feature-pushed_from_outside-no = nothing pushed the leg from the outer side

feature-bent_outward-question = Did it begin when the knee was bent outward, towards its outer side?
feature-bent_outward-why = That strains the outer ligament.
feature-bent_outward-yes = it began when the knee was bent outward
feature-bent_outward-no = the knee was not bent outward

feature-twisted_it-question = Did it begin with a twist on the loaded leg?
feature-twisted_it-why = A twist can hurt a meniscus or a ligament inside the joint.
feature-twisted_it-yes = it began with a twist
feature-twisted_it-no = there was no twist

feature-hit_from_front-question = Did it begin with a blow on the shin or a fall on the bent knee?
feature-hit_from_front-why = That can strain the ligament at the rear of the joint.
feature-hit_from_front-yes = it began with a blow from the front
feature-hit_from_front-no = there was no blow from the front

feature-swelling_noticed-question = Have you seen or felt the knee swell since it began?
feature-swelling_noticed-why = Swelling is a finding of its own. It tells whoever looks that the joint is irritated.
feature-swelling_noticed-yes = the knee has swollen
feature-swelling_noticed-no = the knee has not swollen

feature-squat_pain_examined-question = Examined: does a squat reproduce the known pain?
feature-squat_pain_examined-why = A squat that stays painless speaks most against patellofemoral pain.
feature-squat_pain_examined-yes = an examined squat brings the known pain
feature-squat_pain_examined-no = an examined squat stays painless

feature-patellar_tilt-question = Examined: is the outer edge of the kneecap held down, so that it does not tilt?
feature-patellar_tilt-why = The best single sign for patellofemoral pain.
feature-patellar_tilt-yes = the kneecap does not tilt freely
feature-patellar_tilt-no = the kneecap tilts freely

feature-resisted_contraction_pain-question = Examined: does tightening the thigh against resistance hurt behind the kneecap?
feature-resisted_contraction_pain-why = Part of a cluster of three.
feature-resisted_contraction_pain-yes = tightening against resistance hurts
feature-resisted_contraction_pain-no = tightening against resistance does not hurt

feature-kneecap_palpation_pain-question = Examined: do the edges of the kneecap hurt when pressed?
feature-kneecap_palpation_pain-why = Part of a cluster of three.
feature-kneecap_palpation_pain-yes = the edges of the kneecap hurt when examined
feature-kneecap_palpation_pain-no = the edges of the kneecap do not hurt when examined

feature-moving_apprehension-question = Examined: is there apprehension when the kneecap is moved outward while the knee bends?
feature-moving_apprehension-why = It finds a kneecap that slips.
feature-moving_apprehension-yes = moving the kneecap outward alarms
feature-moving_apprehension-no = moving the kneecap outward does not alarm

feature-plica_test-question = Examined: does pressing beside the inner edge hurt straight and let go at a right angle?
feature-plica_test-why = It finds a fold of the lining.
feature-plica_test-yes = the test for a fold is positive
feature-plica_test-no = the test for a fold is negative

feature-london_hospital-question = Examined: is the tendon sore when pressed straight and clearly less when bent to a right angle?
feature-london_hospital-why = It speaks for the tendon below the kneecap.
feature-london_hospital-yes = the tendon is sore straight and not bent
feature-london_hospital-no = the tendon test is negative

feature-mcmurray-question = Examined: does turning the bent shin click or hurt at the joint line (McMurray)?
feature-mcmurray-why = One of several tests of the meniscus; none is accurate alone.
feature-mcmurray-yes = McMurray is positive
feature-mcmurray-no = McMurray is negative

feature-apley-question = Examined: does turning the pressed shin, lying on the front, hurt (Apley)?
feature-apley-why = One of several tests of the meniscus.
feature-apley-yes = Apley is positive
feature-apley-no = Apley is negative

feature-joint_line_tender-question = Examined: is the joint line tender?
feature-joint_line_tender-why = One of several tests of the meniscus.
feature-joint_line_tender-yes = the joint line is tender when examined
feature-joint_line_tender-no = the joint line is not tender when examined

feature-thessaly-question = Examined: does turning on the one bent leg hurt (Thessaly, 20 degrees)?
feature-thessaly-why = One study found it accurate, others did not.
feature-thessaly-yes = Thessaly is positive
feature-thessaly-no = Thessaly is negative

feature-ege-question = Examined: does a deep squat with turned feet hurt at the joint line (Ege)?
feature-ege-why = A weight-bearing test of the meniscus.
feature-ege-yes = Ege is positive
feature-ege-no = Ege is negative

feature-forced_straightening_pain-question = Examined: does forcing the knee fully straight hurt?
feature-forced_straightening_pain-why = Part of a cluster for the meniscus.
feature-forced_straightening_pain-yes = forced straightening hurts
feature-forced_straightening_pain-no = forced straightening does not hurt

feature-full_bend_pain-question = Examined: does bending the knee all the way hurt?
feature-full_bend_pain-why = Part of a cluster for the meniscus.
feature-full_bend_pain-yes = full bending hurts
feature-full_bend_pain-no = full bending does not hurt

feature-valgus_pain-question = Examined: does opening the inner side at 30 degrees hurt?
feature-valgus_pain-why = It asks for the inner ligament.
feature-valgus_pain-yes = opening the inner side hurts
feature-valgus_pain-no = opening the inner side does not hurt

feature-valgus_laxity-question = Examined: does the inner side open more than on the other leg?
feature-valgus_laxity-why = It asks for the inner ligament.
feature-valgus_laxity-yes = the inner side opens more than the other
feature-valgus_laxity-no = the inner side is firm

feature-noble_compression-question = Examined: does pressing the outer prominence hurt at about 30 degrees of bend (Noble)?
feature-noble_compression-why = No accuracy of it was ever published.
feature-noble_compression-yes = Noble is positive
feature-noble_compression-no = Noble is negative

feature-ober-question = Examined: does the leg stay up in the Ober test?
feature-ober-why = It tells groups apart by less than can be measured, so it moves nothing.
feature-ober-yes = Ober is positive
feature-ober-no = Ober is negative

feature-acr_criteria-question = Examined: are the clinical criteria of the ACR for a worn knee met?
feature-acr_criteria-why = They agree poorly with pictures.
feature-acr_criteria-yes = the ACR criteria are met
feature-acr_criteria-no = the ACR criteria are not met

feature-ballottement-question = Examined: does the kneecap float?
feature-ballottement-why = It finds fluid in the joint.
feature-ballottement-yes = the kneecap floats: fluid in the joint
feature-ballottement-no = the kneecap does not float

feature-running_pain-question = Does running on the flat hurt?
feature-running_pain-why = Whoever looks wants to know what brings it on.
feature-running_pain-yes = running on the flat hurts
feature-running_pain-no = running on the flat does not hurt

feature-walking_pain-question = Does walking hurt?
feature-walking_pain-why = Pain in walking tells how easily it is stirred up.
feature-walking_pain-yes = walking hurts
feature-walking_pain-no = walking does not hurt

feature-stairs_up_pain-question = Does climbing stairs hurt?
feature-stairs_up_pain-why = The kneecap is loaded on the way up too, though less than on the way down.
feature-stairs_up_pain-yes = climbing stairs hurts
feature-stairs_up_pain-no = climbing stairs does not hurt
