package booking;

import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * A clinic and its hours.
 *
 * @param opens when its first slot begins; 00:00 for an emergency clinic
 * @param nightEnds when its night shift hands over; equal to {@code opens} for a clinic without nights
 */
public record Clinic(long id, ZoneId zone, LocalTime opens, LocalTime nightEnds, LocalTime closes, Duration slotLength) {}
