package baton.work;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * How mail leaves, keys {@code baton.mail.…}.
 *
 * @param host of the SMTP server; empty: mails wait in the outbox until one is set
 * @param user empty: the server asks for no name and password
 * @param startTls whether the connection must be made secret before anything is said
 * @param publicUrl where people reach the pages; links in mails begin with it
 */
public record MailSettings(
    String host,
    int port,
    String user,
    String password,
    boolean startTls,
    String from,
    String publicUrl,
    Duration connectTimeout,
    Duration readTimeout,
    Duration writeTimeout) {

  /** Reads {@code baton.mail}. */
  public static MailSettings of(Config config) {
    var mail = config.getConfig("baton.mail");
    return new MailSettings(
        mail.getString("host"),
        mail.getInt("port"),
        mail.getString("user"),
        mail.getString("password"),
        mail.getBoolean("start-tls"),
        mail.getString("from"),
        mail.getString("public-url"),
        mail.getDuration("connect-timeout"),
        mail.getDuration("read-timeout"),
        mail.getDuration("write-timeout"));
  }

  /** A server on this machine that needs no secrets, such as the catcher of a dev node. */
  public MailSettings withCatcher(String itsHost, int itsPort) {
    return new MailSettings(
        itsHost,
        itsPort,
        "",
        "",
        false,
        from,
        publicUrl,
        connectTimeout,
        readTimeout,
        writeTimeout);
  }

  public MailSettings withServer(String newHost, int newPort) {
    return new MailSettings(
        newHost,
        newPort,
        user,
        password,
        startTls,
        from,
        publicUrl,
        connectTimeout,
        readTimeout,
        writeTimeout);
  }

  public MailSettings withPublicUrl(String url) {
    return new MailSettings(
        host, port, user, password, startTls, from, url, connectTimeout, readTimeout, writeTimeout);
  }

  /** A password does not belong into a log. */
  @Override
  public String toString() {
    return "MailSettings[" + host + ":" + port + ", from " + from + ", links " + publicUrl + "]";
  }
}
