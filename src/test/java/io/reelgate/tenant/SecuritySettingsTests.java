package io.reelgate.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reelgate.ReelgateApplication;
import io.reelgate.role.SettingException;
import io.reelgate.testing.TestPostgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class SecuritySettingsTests {
  private static final String LONG = "sixteen letters!";

  @ParameterizedTest
  @CsvSource({
    ", sixteen letters!, id, admin-key (environment REELGATE_ADMIN_KEY) is missing",
    "' ', sixteen letters!, id, admin-key (environment REELGATE_ADMIN_KEY) is missing",
    "fifteen letters, sixteen letters!, id, admin-key (environment REELGATE_ADMIN_KEY) is shorter",
    "sixteen letters!, , id, key-pepper (environment REELGATE_KEY_PEPPER) is missing",
    "sixteen letters!, fifteen letters, id, key-pepper (environment REELGATE_KEY_PEPPER) is shorter",
    "sixteen letters!, sixteen letters!, , key-pepper-id (environment REELGATE_KEY_PEPPER_ID) is"
  })
  void eachMissingSettingIsNamedAndNoneIsShown(
      String adminKey, String pepper, String pepperId, String message) {
    assertThatThrownBy(() -> new SecurityProperties(adminKey, pepper, pepperId).check(true))
        .hasMessageContaining("reelgate.security." + message)
        .message()
        .doesNotContain("letters");
  }

  @Test
  void onlyTheAdminKeyMayBeMissingAndOnlyInTheLocalRun() {
    assertThatCode(() -> new SecurityProperties(null, LONG, "id").check(false))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> new SecurityProperties("short", LONG, "id").check(false))
        .isInstanceOf(SettingException.class);
    assertThatThrownBy(() -> new SecurityProperties(LONG, null, "id").check(false))
        .isInstanceOf(SettingException.class);
  }

  @Test
  void secretsDoNotShow() {
    assertThat(new SecurityProperties("secret admin key", "secret pepper...", "id").toString())
        .doesNotContain("secret")
        .contains("id");
  }

  @Test
  void aMissingSettingStopsTheStartWithOneLine(CapturedOutput output) {
    SpringApplicationBuilder application = new SpringApplicationBuilder(ReelgateApplication.class);
    String[] settings = {
      "--server.port=0",
      "--spring.datasource.url=" + TestPostgres.newDatabase(),
      "--reelgate.security.admin-key=" + LONG,
      "--reelgate.security.key-pepper=",
      "--reelgate.security.key-pepper-id=id",
      "--reelgate.links.signing-key=" + LONG,
      "--reelgate.vault.master-key=bG9jYWwtcnVuLW1hc3Rlci1rZXktb2YtMzItYnl0ZXM=",
      "--reelgate.vault.master-key-id=id",
      "--reelgate.public-base-url=http://gateway.test"
    };

    assertThatThrownBy(() -> application.run(settings))
        .hasRootCauseInstanceOf(SettingException.class);
    assertThat(output.getAll())
        .contains(
            "Not started: the setting reelgate.security.key-pepper (environment"
                + " REELGATE_KEY_PEPPER) is missing.")
        .doesNotContain("\tat io.reelgate");
  }
}
