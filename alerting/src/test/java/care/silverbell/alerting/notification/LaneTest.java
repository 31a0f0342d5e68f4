package care.silverbell.alerting.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class LaneTest {
  private final Lane lane = new Lane(new Narrow());

  @Test
  void aQuarterOfThePlacesIsKeptForEmergencies() {
    assertThat(lane.free()).isEqualTo(6);
    enter(6);
    assertThat(lane.isKept()).isTrue();
    assertThat(lane.free()).as("for emergencies").isEqualTo(2);
    enter(2);
    assertThat(lane.free()).isZero();
    assertThat(lane.isKept()).isTrue();
  }

  @Test
  void whoGoesOutWhereSomebodyMayBeWaitingSaysSo() {
    enter(5);
    assertThat(lane.leave(true)).as("nobody waits where there are places").isFalse();
    enter(2);
    assertThat(lane.leave(true)).as("the first beyond those that are kept").isTrue();
    assertThat(lane.isKept()).isFalse();
    assertThat(lane.leave(true)).isFalse();
  }

  @Test
  void whatGoesRoundTheChannelHasAPlaceAndIsNoTry() {
    lane.enter(false);
    assertThat(lane.isIdle()).isTrue();
    assertThat(lane.free()).isEqualTo(5);
    lane.enter(true);
    assertThat(lane.isIdle()).isFalse();
    assertThat(lane.leave(true)).isFalse();
    assertThat(lane.isIdle()).isTrue();
    assertThat(lane.leave(false)).isFalse();
    assertThat(lane.free()).isEqualTo(6);
  }

  private void enter(int many) {
    for (int i = 0; i < many; i++) {
      lane.enter(true);
    }
  }

  private static final class Narrow implements Channel {
    @Override
    public ChannelKind kind() {
      return ChannelKind.SMS;
    }

    @Override
    public Delivery send(UUID key, String to, Message message) {
      throw new UnsupportedOperationException();
    }

    @Override
    public int places() {
      return 8;
    }
  }
}
