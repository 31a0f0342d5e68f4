package care.silverbell.sim.bench.traffic;

import care.silverbell.sim.bench.part.Loopback;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One MQTT 3.1.1 connection that sends for many bands at QoS 1. Sender, broker, stores and service
 * share the machine that is measured, so it writes the few frames it needs straight to the socket:
 * a client library would take several times the processor.
 */
public final class Transmitter implements AutoCloseable {
  private static final int CONNECT = 0x10;
  private static final int CONNACK = 0x20;
  private static final int PUBLISH_AT_LEAST_ONCE = 0x32;
  private static final int PUBACK = 0x40;
  private static final int DISCONNECT = 0xe0;
  private static final int PROTOCOL_LEVEL = 4;
  private static final int CLEAN_SESSION = 2;
  private static final int WINDOW = 20_000;
  private static final int PACKET_IDS = 65_535;
  private static final int BUFFER = 64 * 1024;
  private static final int STALL_SECONDS = 60;

  private final Socket socket;
  private final DataOutputStream out;
  private final DataInputStream in;
  private final Semaphore window = new Semaphore(WINDOW);
  private volatile @Nullable IOException broken;
  private int sent;

  private Transmitter(Socket socket) throws IOException {
    this.socket = socket;
    this.out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream(), BUFFER));
    this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), BUFFER));
  }

  public static Transmitter connect(int port, String clientId) throws IOException {
    Socket socket = new Socket(Loopback.HOST, port);
    socket.setTcpNoDelay(true);
    Transmitter transmitter = new Transmitter(socket);
    transmitter.greet(clientId);
    Thread.ofPlatform().daemon().name(clientId).start(transmitter::readAcknowledgements);
    return transmitter;
  }

  private void greet(String clientId) throws IOException {
    byte[] id = clientId.getBytes(StandardCharsets.US_ASCII);
    out.writeByte(CONNECT);
    out.writeByte(10 + 2 + id.length);
    out.writeUTF("MQTT");
    out.writeByte(PROTOCOL_LEVEL);
    out.writeByte(CLEAN_SESSION);
    out.writeShort(0);
    out.writeUTF(clientId);
    out.flush();
    byte[] answer = new byte[4];
    in.readFully(answer);
    if (answer[0] != CONNACK || answer[3] != 0) {
      throw new IOException("the broker did not let the bench in: code " + answer[3]);
    }
  }

  private void readAcknowledgements() {
    try {
      while (true) {
        int kind = in.readUnsignedByte();
        in.skipNBytes(in.readUnsignedByte());
        if (kind == PUBACK) {
          window.release();
        }
      }
    } catch (IOException e) {
      broken = e;
    }
  }

  /**
   * Puts a message into the buffer; {@link #flush} sends it. Waits when 20,000 are unacknowledged.
   *
   * @throws IOException also when the broker acknowledges nothing for a minute
   */
  public void publish(String topic, byte[] payload) throws IOException, InterruptedException {
    if (!window.tryAcquire()) {
      flush();
      if (!window.tryAcquire(STALL_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("the broker has stopped acknowledging", broken);
      }
    }
    out.writeByte(PUBLISH_AT_LEAST_ONCE);
    writeLength(2 + topic.length() + 2 + payload.length);
    out.writeUTF(topic);
    out.writeShort(1 + sent % PACKET_IDS);
    out.write(payload);
    sent++;
  }

  private void writeLength(int length) throws IOException {
    int left = length;
    do {
      int digit = left & 0x7f;
      left >>>= 7;
      out.writeByte(left > 0 ? digit | 0x80 : digit);
    } while (left > 0);
  }

  public void flush() throws IOException {
    out.flush();
  }

  /** Messages published so far. */
  public int sent() {
    return sent;
  }

  /** Waits until the broker has acknowledged everything published. */
  public void awaitAcknowledged(Duration patience) throws IOException, InterruptedException {
    flush();
    if (!window.tryAcquire(WINDOW, patience.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new IOException("the broker did not acknowledge everything in time", broken);
    }
    window.release(WINDOW);
  }

  @Override
  public void close() throws IOException {
    try (socket) {
      out.writeByte(DISCONNECT);
      out.writeByte(0);
      out.flush();
    } catch (IOException e) {
      // The broker may be gone before us; then there is nobody to say good-bye to.
      broken = e;
    }
  }
}
