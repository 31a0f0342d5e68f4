package care.silverbell.alerting.notification.channel;

import care.silverbell.alerting.notification.channel.courier.Listening;
import care.silverbell.ingest.testing.Certificate;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * A mail server made of one socket (RFC 5321), which says whatever a test wants it to say: to the
 * greeting, and to each word of a client. It can turn to TLS in the middle (RFC 3207).
 */
final class SmtpPeer implements AutoCloseable {
  /** Said instead of an answer: nothing, for ever. */
  static final String HANG = "hang";

  /** Said instead of an answer: a line that never ends. */
  static final String DRIP = "drip";

  /** Done instead of an answer. */
  static final String GO = "go";

  private final Listening listening = listening();
  private final Map<String, String> answers;
  private final @Nullable Certificate certificate;
  private final List<String> heard = new CopyOnWriteArrayList<>();

  /** One that answers these words so, and all others as a good server does. */
  SmtpPeer(Map<String, String> answers, @Nullable Certificate certificate) {
    this.answers = answers;
    this.certificate = certificate;
    listening.begin(this::serve);
  }

  private static Listening listening() {
    try {
      return new Listening(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return listening.port();
  }

  /** What clients said, line by line; what came over TLS begins with "tls ". */
  List<String> heard() {
    return List.copyOf(heard);
  }

  private void serve(Socket plain) {
    Socket socket = plain;
    boolean isPlain = true;
    try {
      say(socket, answers.getOrDefault("greeting", "220 peer ESMTP"));
      BufferedReader in = reader(socket);
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        heard.add((isPlain ? "" : "tls ") + line);
        String word = line.split("[ :]")[0].toUpperCase(Locale.ROOT);
        say(socket, answers.getOrDefault(word, usual(word, isPlain)));
        if (word.equals("STARTTLS") && certificate != null) {
          SSLSocket tls =
              (SSLSocket)
                  certificate.context().getSocketFactory().createSocket(plain, null, 0, false);
          tls.setUseClientMode(false);
          tls.startHandshake();
          socket = tls;
          isPlain = false;
          in = reader(tls);
        } else if (word.equals("DATA") && !answers.containsKey("DATA")) {
          for (String text = in.readLine(); text != null && !text.equals("."); ) {
            heard.add(text);
            text = in.readLine();
          }
          say(socket, answers.getOrDefault(".", "250 2.0.0 queued"));
        }
      }
    } catch (Exception e) {
      // the client has gone
    }
  }

  private String usual(String word, boolean isPlain) {
    return switch (word) {
      case "EHLO" ->
          certificate != null && isPlain
              ? "250-peer\r\n250-STARTTLS\r\n250 8BITMIME"
              : "250-peer\r\n250-AUTH PLAIN LOGIN\r\n250 8BITMIME";
      case "STARTTLS" -> certificate == null ? "502 no" : "220 go on";
      case "AUTH" -> "235 2.7.0 welcome";
      case "DATA" -> "354 go on";
      case "QUIT" -> "221 bye";
      default -> "250 ok";
    };
  }

  private void say(Socket socket, String text) throws Exception {
    OutputStream out = socket.getOutputStream();
    switch (text) {
      case HANG -> {
        if (socket.getInputStream().read() < 0) {
          heard.add("hung up");
        }
      }
      case GO -> socket.close();
      case DRIP -> {
        out.write("250-".getBytes(StandardCharsets.US_ASCII));
        while (true) {
          out.write('x');
          out.flush();
          Thread.sleep(20);
        }
      }
      default -> {
        out.write((text + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
      }
    }
  }

  private static BufferedReader reader(Socket socket) throws IOException {
    return new BufferedReader(
        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
