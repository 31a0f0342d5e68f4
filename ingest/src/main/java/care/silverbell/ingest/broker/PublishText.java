package care.silverbell.ingest.broker;

/**
 * The text of one MQTT 5 PUBLISH, as it lies in its packet: topic and properties. What MQTT says a
 * receiver may refuse (control characters, non-characters) is overwritten in place, byte for byte,
 * so that no length changes.
 */
final class PublishText {
  private final byte[] bytes;
  private final int end;
  private int at;
  private int packetId;

  /** The body of a PUBLISH: what follows the fixed header, from one index to another. */
  PublishText(byte[] bytes, int from, int end) {
    this.bytes = bytes;
    this.at = from;
    this.end = end;
  }

  /**
   * Overwrites what is forbidden.
   *
   * @param withPacketId whether a packet identifier follows the topic (QoS 1 and 2)
   * @return false where the packet ends before its properties do
   */
  boolean clean(boolean withPacketId) {
    if (!cleanString()) {
      return false;
    }
    if (withPacketId && at + 2 <= end) {
      packetId = twoBytes();
      at += 2;
    }
    int length = variableInteger();
    if (length < 0 || at + length > end) {
      return false;
    }
    int propertiesEnd = at + length;
    boolean understood = true;
    while (at < propertiesEnd && understood) {
      understood = cleanProperty(bytes[at++]);
    }
    return true;
  }

  /** The packet identifier, once cleaned; 0 where there is none. */
  int packetId() {
    return packetId;
  }

  private boolean cleanProperty(byte identifier) {
    return switch (identifier) {
      case 0x01 -> step(1); // payload format
      case 0x02 -> step(4); // expiry
      case 0x23 -> step(2); // topic alias
      case 0x0b -> variableInteger() >= 0; // subscription identifier
      case 0x09 -> at + 2 <= end && step(2 + twoBytes()); // correlation data
      case 0x03, 0x08 -> cleanString(); // content type, response topic
      case 0x26 -> cleanPair(); // user property
      default -> false;
    };
  }

  private boolean cleanPair() {
    boolean key = cleanString();
    return key && cleanString();
  }

  private boolean step(int count) {
    at += count;
    return at <= end;
  }

  private int twoBytes() {
    return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
  }

  private int variableInteger() {
    int value = 0;
    for (int i = 0; i < 4 && at < end; i++) {
      byte next = bytes[at++];
      value |= (next & 0x7f) << (7 * i);
      if (next >= 0) {
        return value;
      }
    }
    return -1;
  }

  private boolean cleanString() {
    if (at + 2 > end || at + 2 + twoBytes() > end) {
      return false;
    }
    int stop = at + 2 + twoBytes();
    for (at += 2; at < stop; at++) {
      cleanCharacter(stop);
    }
    return true;
  }

  /** One step of a string; works on the bytes of UTF-8, in which none of these can overlap. */
  private void cleanCharacter(int stop) {
    int lead = bytes[at] & 0xff;
    if (lead < 0x20 || lead == 0x7f) {
      bytes[at] = '?';
    } else if (lead == 0xc2 && at + 1 < stop && (bytes[at + 1] & 0xe0) == 0x80) {
      bytes[at] = '?'; // U+0080 to U+009F
      bytes[at + 1] = '?';
    } else if (lead == 0xef && at + 2 < stop && isNonCharacter(bytes[at + 1], bytes[at + 2])) {
      bytes[at + 1] = (byte) 0xbf; // U+FFFD
      bytes[at + 2] = (byte) 0xbd;
    } else if (lead >= 0xf0 && at + 3 < stop && (bytes[at + 1] & 0x0f) == 0x0f) {
      cleanPlaneEnd();
    }
  }

  private static boolean isNonCharacter(byte second, byte third) {
    boolean arabicBlock = (second & 0xff) == 0xb7 && (third & 0xf0) == 0x90; // U+FDD0 to U+FDDF
    boolean planeEnd = (second & 0xff) == 0xbf && (third & 0xfe) == 0xbe; // U+FFFE, U+FFFF
    return arabicBlock || planeEnd;
  }

  private void cleanPlaneEnd() {
    if ((bytes[at + 2] & 0xff) == 0xbf && (bytes[at + 3] & 0xfe) == 0xbe) {
      bytes[at + 3] = (byte) 0xbd;
    }
  }
}
