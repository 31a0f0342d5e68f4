package care.silverbell.ingest.trend;

import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One sign on one day of the office's calendar.
 *
 * @param whole the day as one stretch
 * @param resting the day's resting value, as {@link DayRule} defines it; null where too little of
 *     the day is known
 * @param byNight mean of the hours from 22 to 6 of that calendar day; null where none is known
 * @param byDay mean of the other hours; null where none is known
 * @param minutes how many minutes the sign stood at each value; a minute's value is its mean,
 *     rounded to whole units (temperature: tenths of a degree, so 364 is 36.4 °C)
 */
public record DayFigures(
    LocalDate day,
    RollUp whole,
    @Nullable Double resting,
    @Nullable Double byNight,
    @Nullable Double byDay,
    Map<Integer, Integer> minutes) {}
