package care.silverbell.sim.band;

import care.silverbell.sim.wire.BandCommand;
import care.silverbell.sim.wire.BandReply;
import care.silverbell.sim.wire.BandStatus;
import care.silverbell.sim.wire.Sample;
import org.jspecify.annotations.Nullable;

/** What a band is worn on: it knows where and how it is, and is told what arrives. */
public interface Wrist {

  /** How the band is now; said to the broker at every connection. */
  BandStatus status();

  /** Where the band is now; null where it does not know. */
  Sample.@Nullable Fix where();

  /** The service answered a call. */
  default void replied(BandReply reply) {}

  /** The service asked something; {@code locate} has been answered already. */
  default void commanded(BandCommand command) {}

  /** A call went out for the n-th time; 1 is the press itself. */
  default void callSent(@Nullable String callId, int times) {}

  /** The broker has this band's connection. */
  default void connected() {}

  /** The connection ended, or there was none; it is tried again unless said otherwise. */
  default void disconnected(BrokerFailure why) {}
}
