package care.silverbell.sim.town;

import care.silverbell.sim.band.BandCounts;
import java.time.Instant;

/**
 * How a town fares.
 *
 * @param connected bands that the broker has now
 * @param counts of all bands together
 * @param presses calls made
 * @param callsReceived calls that the service confirmed
 * @param falls falls told
 * @param mishaps of all kinds, so far
 * @param lastTrouble the newest reason why a band had no connection; empty where there was none
 */
public record TownState(
    Instant townTime,
    int bands,
    int connected,
    BandCounts counts,
    long presses,
    long callsReceived,
    long falls,
    long mishaps,
    String lastTrouble) {}
