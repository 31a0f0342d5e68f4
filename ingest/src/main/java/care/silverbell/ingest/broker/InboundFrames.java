package care.silverbell.ingest.broker;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.IntConsumer;

/**
 * The bytes from the broker, handed to the MQTT client one whole packet at a time and only in a
 * form that the client survives. It loses its place in the stream when a read times out within a
 * packet's header, its receiving thread dies without a word over a control character in a topic,
 * and it allocates whatever length it is told; a message that did one of these would come again
 * after every reconnect and close the road for all calls behind it. So a packet is gathered whole,
 * forbidden characters become {@code ?} or U+FFFD, and a payload too long is cut, for a call with
 * any payload is still a call.
 */
final class InboundFrames extends InputStream {
  /** The longest packet that is handed on whole, in bytes without its header. */
  static final int LONGEST = 1 << 20;

  /** The longest fixed header: one byte of type and four of length. */
  private static final int HEADER = 5;

  private static final int PUBLISH = 3;
  private static final int DUP = 0x08;

  private final InputStream source;
  private final IntConsumer redelivered;
  private final byte[] raw = new byte[1 << 16];
  private int rawAt;
  private int rawEnd;

  private byte[] frame = new byte[1 << 13];
  private int at;
  private int end;

  // What is known of the packet that is being gathered; kept when a read times out half-way.
  private int first = -1;
  private long length;
  private int lengthBytes;
  private boolean lengthKnown;
  private int kept;
  private long skipped;

  /**
   * @param redelivered told the packet identifier of each message whose DUP flag is set, before the
   *     client reads it: the client drops the flag
   */
  InboundFrames(InputStream source, IntConsumer redelivered) {
    this.source = source;
    this.redelivered = redelivered;
  }

  @Override
  public int read() throws IOException {
    if (at == end && !gather()) {
      return -1;
    }
    return frame[at++] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int wanted) throws IOException {
    if (wanted == 0) {
      return 0;
    }
    if (at == end && !gather()) {
      return -1;
    }
    int count = Math.min(wanted, end - at);
    System.arraycopy(frame, at, into, offset, count);
    at += count;
    return count;
  }

  /** What can be read without waiting; asks no system call, the client asks for every message. */
  @Override
  public int available() {
    return end - at;
  }

  @Override
  public void close() throws IOException {
    source.close();
  }

  /** Gathers the next packet; false at the end of the stream. A timeout may be tried again. */
  private boolean gather() throws IOException {
    while (true) {
      if (!gatherHeader() || !gatherBody()) {
        return false;
      }
      boolean whole = skipped == 0;
      boolean readable = first >>> 4 != PUBLISH || clean(whole);
      if (!whole && first >>> 4 != PUBLISH) {
        throw new IOException("a packet of " + length + " bytes that is no message");
      }
      int type = first;
      int body = kept;
      forgetPacket();
      if (readable) {
        expose(type, body);
        return true;
      }
    }
  }

  private boolean gatherHeader() throws IOException {
    if (first < 0) {
      first = rawByte();
      if (first < 0) {
        return false;
      }
    }
    while (!lengthKnown) {
      int next = rawByte();
      if (next < 0) {
        return false;
      }
      length |= (long) (next & 0x7f) << (7 * lengthBytes++);
      lengthKnown = (next & 0x80) == 0;
      if (!lengthKnown && lengthBytes == 4) {
        throw new IOException("a packet length of more than four bytes");
      }
    }
    return true;
  }

  private boolean gatherBody() throws IOException {
    int wanted = (int) Math.min(length, LONGEST);
    if (frame.length < HEADER + wanted) {
      frame = new byte[HEADER + wanted];
    }
    while (kept < wanted) {
      if (rawAt == rawEnd && !fill()) {
        return false;
      }
      int count = Math.min(wanted - kept, rawEnd - rawAt);
      System.arraycopy(raw, rawAt, frame, HEADER + kept, count);
      rawAt += count;
      kept += count;
    }
    while (kept + skipped < length) {
      if (rawAt == rawEnd && !fill()) {
        return false;
      }
      int count = (int) Math.min(length - kept - skipped, rawEnd - rawAt);
      rawAt += count;
      skipped += count;
    }
    return true;
  }

  private void forgetPacket() {
    first = -1;
    length = 0;
    lengthBytes = 0;
    lengthKnown = false;
    kept = 0;
    skipped = 0;
  }

  /** Writes the header right before the body, with the length that is left of it. */
  private void expose(int type, int body) {
    int bytes = body < 1 << 7 ? 1 : body < 1 << 14 ? 2 : body < 1 << 21 ? 3 : 4;
    at = HEADER - bytes - 1;
    end = HEADER + body;
    frame[at] = (byte) type;
    for (int i = 0; i < bytes; i++) {
      int digit = (body >>> (7 * i)) & 0x7f;
      frame[at + 1 + i] = (byte) (i < bytes - 1 ? digit | 0x80 : digit);
    }
  }

  private int rawByte() throws IOException {
    return rawAt == rawEnd && !fill() ? -1 : raw[rawAt++] & 0xff;
  }

  private boolean fill() throws IOException {
    int count = source.read(raw);
    rawAt = 0;
    rawEnd = Math.max(count, 0);
    return count > 0;
  }

  /**
   * Replaces forbidden characters in a message's topic and properties.
   *
   * @param whole false where the packet was cut
   * @return false where the cut went through topic or properties, so that nothing is left to read
   */
  private boolean clean(boolean whole) {
    boolean numbered = (first >>> 1 & 3) > 0;
    PublishText text = new PublishText(frame, HEADER, HEADER + kept);
    boolean complete = text.clean(numbered);
    if (numbered && (first & DUP) != 0) {
      redelivered.accept(text.packetId());
    }
    return whole || complete;
  }
}
