package care.silverbell.faults;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * A band of the plainest kind: MQTT 3.1.1, no id in its presses, no sending again. One connection
 * from its coming up to its end.
 */
final class PlainBand implements AutoCloseable {
  private static final int CONNECT = 0x10;
  private static final int CONNACK = 0x20;
  private static final int PUBLISH_AT_LEAST_ONCE = 0x32;
  private static final int PUBACK = 0x40;
  private static final int PROTOCOL_LEVEL = 4;

  /** Clean session, a username and a password. */
  private static final int FLAGS = 0xc2;

  private static final int ANSWER_MILLIS = 10_000;
  private static final int CONNECT_MILLIS = 2_000;

  private final Socket socket = new Socket();
  private final DataOutputStream out;
  private final DataInputStream in;
  private final String serial;
  private int packetId;

  /**
   * Comes in with the demo's secret.
   *
   * @throws IOException if nobody listens, or the broker does not let the band in
   */
  PlainBand(int port, String serial) throws IOException {
    this.serial = serial;
    socket.connect(new InetSocketAddress("127.0.0.1", port), CONNECT_MILLIS);
    socket.setSoTimeout(ANSWER_MILLIS);
    socket.setTcpNoDelay(true);
    out = new DataOutputStream(socket.getOutputStream());
    in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream body = new DataOutputStream(bytes);
    body.writeUTF("MQTT");
    body.writeByte(PROTOCOL_LEVEL);
    body.writeByte(FLAGS);
    body.writeShort(0);
    body.writeUTF(serial);
    body.writeUTF(serial);
    body.writeUTF("silverbell");
    send(CONNECT, bytes.toByteArray());
    if ((receive(CONNACK) & 0xff) != 0) {
      throw new IOException("the broker does not let " + serial + " in");
    }
  }

  /**
   * Presses; returns when the broker has acknowledged it.
   *
   * @throws IOException if it did not, and nobody knows whether it has the press
   */
  void press(String payload) throws IOException {
    packetId = packetId % 65_535 + 1;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream body = new DataOutputStream(bytes);
    body.writeUTF("silverbell/v1/bands/" + serial + "/call");
    body.writeShort(packetId);
    body.write(payload.getBytes(StandardCharsets.UTF_8));
    send(PUBLISH_AT_LEAST_ONCE, bytes.toByteArray());
    int acknowledged = receive(PUBACK) & 0xffff;
    if (acknowledged != packetId) {
      throw new IOException("an acknowledgement for " + acknowledged + ", not " + packetId);
    }
  }

  private void send(int kind, byte[] body) throws IOException {
    ByteArrayOutputStream packet = new ByteArrayOutputStream();
    packet.write(kind);
    packet.write(body.length); // all of ours are shorter than 128 bytes
    packet.write(body);
    out.write(packet.toByteArray());
    out.flush();
  }

  /** The two bytes that CONNACK and PUBACK consist of. */
  private int receive(int kind) throws IOException {
    int got = in.readUnsignedByte();
    int length = in.readUnsignedByte();
    if (got != kind || length != 2) {
      throw new IOException("packet %#x of %d bytes, not %#x".formatted(got, length, kind));
    }
    return in.readUnsignedShort();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
