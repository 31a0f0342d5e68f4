package care.silverbell.ingest.reading;

import org.jspecify.annotations.Nullable;

/**
 * How a band is; what is absent is unknown.
 *
 * @param online false once the broker has given out the band's last will
 * @param battery charge left, %
 * @param charging whether it is on its charger
 * @param worn whether it is on a wrist
 * @param firmware version as the maker writes it
 */
public record BandState(
    @Nullable Boolean online,
    @Nullable Integer battery,
    @Nullable Boolean charging,
    @Nullable Boolean worn,
    @Nullable String firmware) {}
