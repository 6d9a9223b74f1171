# What of a training plan could not be read.

schedule-event-cut-off = The file ends within this event, so it is left out.
schedule-event-no-day = This event names no day that can be read, so it is left out.
schedule-event-not-training = “{ $title }” names no sport, distance or time, so it is not taken for training.
schedule-event-repeats = “{ $title }” repeats in a way that is not read here. Only its first day is taken: add the others as events of their own.
schedule-row-no-day = This row has no date.
schedule-row-day = “{ $found }” is not read as a date. Write year, month and day, such as 2026-03-14.
schedule-row-distance = “{ $found }” is not read as a distance. Write kilometres, such as 7.5.
schedule-row-too-far = “{ $found }” would be { NUMBER($km, maximumFractionDigits: 0) } km, so the unit is probably another. Write kilometres, such as 7.5.
schedule-row-duration = “{ $found }” is not read as a time. Write minutes, such as 45, or hours, minutes and seconds, such as 0:45:00.
schedule-workout-open = A step of this workout has no fixed length, so how long the whole is stays unknown.
