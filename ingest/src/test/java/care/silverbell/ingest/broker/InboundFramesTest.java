package care.silverbell.ingest.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import org.eclipse.paho.mqttv5.common.packet.MqttPublish;
import org.eclipse.paho.mqttv5.common.packet.MqttWireMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InboundFramesTest {

  @Test
  void whatIsInOrderPassesByteForByte() throws Exception {
    byte[] both = joined(publish("bands/银铃/call", "k", "v😀", new byte[300]), ping());
    assertThat(frames(new ByteArrayInputStream(both)).readAllBytes()).isEqualTo(both);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a\u0001b", "a\u0000", "\u007f", "x\u0085y", "\ufffe", "\uffff", "\ufdd3"})
  void whatTheClientWouldDieOfIsReplacedAndTheRestIsLeft(String text) throws Exception {
    byte[] packet = publish("bands/" + text + "/call", text, text, "safe".getBytes(UTF_8));

    MqttPublish read = readByClient(packet);

    assertThat(read.getTopicName()).startsWith("bands/").endsWith("/call").doesNotContain(text);
    assertThat(read.getPayload()).isEqualTo("safe".getBytes(UTF_8));
    assertThat(read.getMessageId()).isEqualTo(7);
  }

  @ParameterizedTest
  @ValueSource(strings = {"㿾", "\ufdf0", "é", "\ufffd", "\uD83D\uDE00"})
  void rareButLawfulCharactersAreLeftAlone(String text) throws Exception {
    byte[] packet = publish(text, text, text, new byte[0]);
    assertThat(frames(new ByteArrayInputStream(packet)).readAllBytes()).isEqualTo(packet);
  }

  @Test
  void aPayloadTooLongIsCutAndTheNextPacketIsStillRead() throws Exception {
    byte[] long1 = publish("bands/b/call", "k", "v", new byte[3 * InboundFrames.LONGEST]);
    InboundFrames frames = frames(new ByteArrayInputStream(joined(long1, ping())));

    byte[] all = frames.readAllBytes();

    byte[] cut = Arrays.copyOf(all, all.length - ping().length);
    MqttPublish read = (MqttPublish) MqttWireMessage.createWireMessage(cut);
    assertThat(read.getTopicName()).isEqualTo("bands/b/call");
    assertThat(read.getPayload().length).isBetween(InboundFrames.LONGEST - 100, 1 << 20);
    assertThat(Arrays.copyOfRange(all, cut.length, all.length)).isEqualTo(ping());
  }

  @Test
  void aReadThatTimesOutInAHeaderLosesNothing() throws Exception {
    byte[] packet = publish("bands/b/call", "k", "v", new byte[200]);
    InboundFrames frames = frames(new HaltingStream(joined(packet, ping())));
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    int timeouts = 0;
    while (read.size() < packet.length + ping().length) {
      try {
        read.write(frames.read());
      } catch (SocketTimeoutException _) {
        timeouts++;
        assertThat(read.size()).isIn(0, packet.length);
      }
    }
    assertThat(read.toByteArray()).isEqualTo(joined(packet, ping()));
    assertThat(timeouts).isGreaterThan(100);
  }

  @Test
  void theEndOfTheStreamWithinAPacketIsTheEnd() throws Exception {
    byte[] packet = publish("bands/b/call", "k", "v", new byte[200]);
    byte[] half = Arrays.copyOf(packet, 50);
    assertThat(frames(new ByteArrayInputStream(half)).read()).isEqualTo(-1);
  }

  private static InboundFrames frames(InputStream source) {
    return new InboundFrames(source, _ -> {});
  }

  private static MqttPublish readByClient(byte[] packet) throws Exception {
    byte[] passed = frames(new ByteArrayInputStream(packet)).readAllBytes();
    assertThat(passed).hasSameSizeAs(packet);
    return (MqttPublish) MqttWireMessage.createWireMessage(passed);
  }

  private static byte[] publish(String topic, String key, String value, byte[] payload) {
    byte[] properties =
        joined(new byte[] {0x01, 1, 0x26}, string(key), string(value), new byte[] {0x0b, 5});
    byte[] body =
        joined(string(topic), new byte[] {0, 7}, length(properties.length), properties, payload);
    return joined(new byte[] {0x32}, length(body.length), body);
  }

  private static byte[] ping() {
    return new byte[] {(byte) 0xd0, 0};
  }

  private static byte[] string(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    return joined(new byte[] {(byte) (bytes.length >> 8), (byte) bytes.length}, bytes);
  }

  private static byte[] length(int value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int rest = value;
    do {
      bytes.write(rest > 0x7f ? (rest & 0x7f) | 0x80 : rest);
      rest >>>= 7;
    } while (rest > 0);
    return bytes.toByteArray();
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    Arrays.stream(parts).forEach(all::writeBytes);
    return all.toByteArray();
  }

  /** One byte at a time, with a timeout before each. */
  private static final class HaltingStream extends InputStream {
    private final byte[] bytes;
    private int at;
    private boolean halted;

    HaltingStream(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public int read() {
      return at < bytes.length ? bytes[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int offset, int wanted) throws IOException {
      halted = !halted;
      if (halted) {
        throw new SocketTimeoutException("nothing yet");
      }
      if (at == bytes.length) {
        return -1;
      }
      into[offset] = bytes[at++];
      return 1;
    }
  }
}
