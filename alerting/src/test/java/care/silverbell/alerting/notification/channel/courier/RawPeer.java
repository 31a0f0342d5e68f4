package care.silverbell.alerting.notification.channel.courier;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A provider made of one socket, so that it can behave as badly as a provider can. */
public final class RawPeer implements AutoCloseable {
  /** What a request was. */
  public record Request(String method, String target, Map<String, String> headers, byte[] body) {
    public String text() {
      return new String(body, StandardCharsets.UTF_8);
    }

    public String header(String name) {
      return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    /** The parameters of the query as they were written, still encoded. */
    public Map<String, String> rawQuery() {
      Map<String, String> query = new TreeMap<>();
      int mark = target.indexOf('?');
      for (String part : mark < 0 ? new String[0] : target.substring(mark + 1).split("&")) {
        int equals = part.indexOf('=');
        query.put(part.substring(0, equals), part.substring(equals + 1));
      }
      return query;
    }

    public Map<String, String> query() {
      Map<String, String> query = new TreeMap<>();
      rawQuery()
          .forEach((name, value) ->
              query.put(
                  URLDecoder.decode(name, StandardCharsets.UTF_8),
                  URLDecoder.decode(value, StandardCharsets.UTF_8)));
      return query;
    }
  }

  /** What it does with a connection on which a whole request has come. */
  public interface Behaviour {
    void answer(Request request, Socket socket) throws Exception;
  }

  private final Listening listening;
  private final String scheme;
  private final Behaviour behaviour;
  private final List<Request> requests = new CopyOnWriteArrayList<>();

  private RawPeer(ServerSocket listening, String scheme, Behaviour behaviour) {
    this.listening = new Listening(listening);
    this.scheme = scheme;
    this.behaviour = behaviour;
    this.listening.begin(this::serve);
  }

  public static RawPeer that(Behaviour behaviour) {
    try {
      return new RawPeer(
          new ServerSocket(0, 100, InetAddress.getLoopbackAddress()), "http", behaviour);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static RawPeer overTls(SSLContext context, Behaviour behaviour) throws IOException {
    return new RawPeer(
        context
            .getServerSocketFactory()
            .createServerSocket(0, 100, InetAddress.getLoopbackAddress()),
        "https",
        behaviour);
  }

  /** Over TLS it takes HTTP/2 wherever that is offered, and cannot speak it. */
  private static void preferHttp2(SSLSocket socket) {
    socket.setHandshakeApplicationProtocolSelector(
        (_, offered) -> offered.contains("h2") ? "h2" : "");
  }

  /** One that answers as it should, one request a connection. */
  public static RawPeer answering(Function<Request, String> answer) {
    return that((request, socket) -> write(socket, answer.apply(request)));
  }

  /** A whole answer. */
  public static String answer(int status, String body, String... headers) {
    StringBuilder answer = new StringBuilder("HTTP/1.1 ").append(status).append(" X\r\n");
    for (String header : headers) {
      answer.append(header).append("\r\n");
    }
    return answer
        .append("Content-Length: ")
        .append(body.getBytes(StandardCharsets.UTF_8).length)
        .append("\r\nConnection: close\r\n\r\n")
        .append(body)
        .toString();
  }

  public static void write(Socket socket, String text) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  public URI uri() {
    return URI.create(scheme + "://127.0.0.1:" + listening.port());
  }

  public List<Request> requests() {
    return List.copyOf(requests);
  }

  public Request only() {
    if (requests.size() != 1) {
      throw new AssertionError("not one request but " + requests.size());
    }
    return requests.getFirst();
  }

  private void serve(Socket socket) {
    try (socket) {
      if (socket instanceof SSLSocket overTls) {
        preferHttp2(overTls);
      }
      Request request = read(socket.getInputStream());
      requests.add(request);
      behaviour.answer(request, socket);
      socket.shutdownOutput();
    } catch (Exception e) {
      // the other side has gone, as it should from a peer such as this
    }
  }

  private static Request read(InputStream in) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      lines.add(line);
    }
    Map<String, String> headers = new TreeMap<>();
    for (String line : lines.subList(1, lines.size())) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    String[] first = lines.getFirst().split(" ");
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    return new Request(first[0], first[1], headers, in.readNBytes(length));
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new IOException("ended early");
      }
      line.write(next);
    }
    return line.toString(StandardCharsets.UTF_8).strip();
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
