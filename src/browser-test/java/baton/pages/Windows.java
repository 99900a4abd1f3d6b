package baton.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests a window of the system's Chromium on a site, and looks at its console afterwards. */
final class Windows implements ParameterResolver, AfterEachCallback {
  private static final ExtensionContext.Namespace HERE =
      ExtensionContext.Namespace.create(Windows.class);

  /** One browser for all tests, which ends with the last of them. */
  private static final class Shared implements AutoCloseable {
    private final Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    private final Browser browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(
                        Path.of(System.getProperty("baton.chromium", "/usr/bin/chromium")))
                    .setArgs(List.of("--no-sandbox")));
    private final Site site = Scene.site();

    @Override
    public void close() {
      playwright.close();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    var type = parameter.getParameter().getType();
    return type == Window.class || type == Site.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    var shared =
        context
            .getRoot()
            .getStore(HERE)
            .getOrComputeIfAbsent(Shared.class, key -> new Shared(), Shared.class);
    if (parameter.getParameter().getType() == Site.class) {
      return shared.site;
    }
    var window = new Window(shared.site, shared.browser);
    context.getStore(HERE).put("window", window);
    return window;
  }

  @Override
  public void afterEach(ExtensionContext context) {
    var window = context.getStore(HERE).remove("window", Window.class);
    if (window != null) {
      try (window) {
        assertThat(window.console()).as("the console").isEmpty();
      }
    }
  }
}
