package care.silverbell.alerting.notification;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** By when something is to be heard of who was asked, before the next way is gone. */
final class WordDue {
  /** A call that rings out is told of by then; one that is not may never have rung. */
  private static final Duration WITHIN = Duration.ofSeconds(60);

  private WordDue() {}

  /**
   * By when a provider that took it is to say what became of it; null where the next way does not
   * wait for that.
   */
  static @Nullable Instant ofTaken(Dispatch dispatch, Instant now) {
    boolean awaited =
        dispatch.channel() == ChannelKind.VOICE
            || (dispatch.channel() == ChannelKind.SMS && dispatch.notice().emergency());
    return ifAsked(awaited, dispatch, now);
  }

  /** By when an open page is to be looked at; null where others were tried beside it. */
  static @Nullable Instant ofDelivered(Dispatch dispatch, Instant now) {
    boolean alone = dispatch.channel() == ChannelKind.PAGE && !dispatch.notice().emergency();
    return ifAsked(alone, dispatch, now);
  }

  private static @Nullable Instant ifAsked(boolean awaited, Dispatch dispatch, Instant now) {
    return awaited && dispatch.notice().occasion().asks() ? now.plus(WITHIN) : null;
  }
}
