package io.reelgate.chart;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What makes no sense is refused before anything is sent to a cluster, with its place and reason.
class ChartRefusalTests {
  /// Laid over the minimal values; the message must contain every part between bars.
  @ParameterizedTest
  @CsvSource(
      delimiterString = "->",
      value = {
        "{replicas: 3} -> additional properties 'replicas'",
        "{gateway: {replica: 3}} -> /gateway|additional properties 'replica'",
        "{gateway: {replicas: 0}} -> /gateway/replicas|got 0, want 1",
        "{gateway: {replicas: -1}} -> /gateway/replicas|got -1, want 1",
        "{gateway: {replicas: two}} -> /gateway/replicas|want integer",
        "{gateway: {replicas: 1.5}} -> /gateway/replicas|want integer",
        "{gateway: {resources: {limits: {memory: lots}}}} -> /gateway/resources/limits/memory|lots",
        "{gateway: {resources: {limits: {memory: null}}}} -> /gateway/resources/limits|memory",
        "{gateway: {roles: 'api,cook'}} -> /gateway|additional properties 'roles'",
        "{sandbox: {replicas: 2}} -> /sandbox|additional properties 'replicas'",
        "{worker: {enabled: 'yes'}} -> /worker/enabled|want boolean",
        "{publicBaseUrl: null} -> publicBaseUrl",
        "{publicBaseUrl: ''} -> /publicBaseUrl|https",
        "{publicBaseUrl: 'http://videos.example.com'} -> /publicBaseUrl|https",
        "{publicBaseUrl: videos.example.com} -> /publicBaseUrl|https",
        "{publicBaseUrl: 'https://videos.example.com?a=b'} -> /publicBaseUrl",
        "{datasource: {url: null}} -> /datasource|url",
        "{datasource: {url: ''}} -> /datasource/url|jdbc:postgresql",
        "{datasource: {url: 'jdbc:mysql://db/reelgate'}} -> /datasource/url|jdbc:postgresql",
        "{datasource: {url: 'jdbc:postgresql://db/reelgate?user=a'}} -> datasource.url|the Secret",
        "{datasource: {url: 'jdbc:postgresql://db/reelgate?ssl=true&sslpassword=a'}} -> the Secret",
        "{datasource: {password: secret}} -> /datasource|additional properties 'password'",
        "{secret: {existingSecret: ''}} -> secret.existingSecret|secret.externalSecret",
        "{secret: {externalSecret: {enabled: true}}} -> not both",
        "{secret: {existingSecret: '', externalSecret: {enabled: true}}} -> store and remoteKey",
        "{secret: {values: {adminKey: a}}} -> /secret|additional properties 'values'",
        "{secret: {keys: {adminKey: 'a key'}}} -> /secret/keys/adminKey",
        "{secret: {extra: {lower-case: a}}} -> /secret/extra|lower-case",
        "{secret: {extra: {REELGATE_ROLES: a}}} -> REELGATE_ROLES is set by the chart",
        "{extraEnv: [{name: SPRING_DATASOURCE_URL, value: a}]} -> SPRING_DATASOURCE_URL is set by",
        "{extraVolumes: [{name: tmp, emptyDir: {}}]} -> extraVolumes|the name tmp",
        "{extraVolumes: [{secret: {secretName: a}}]} -> /extraVolumes/0|name",
        "{extraVolumes: [{name: a}]} -> /extraVolumes/0|minProperties",
        "{extraVolumeMounts: [{name: a, mountPath: /a}]} -> volume a, which is not in extraVolumes",
        "{extraVolumes: [{name: a, emptyDir: {}}], extraVolumeMounts: [{name: a, mountPath: /etc/reelgate/a}]} -> the path /etc/reelgate/a",
        "{extraVolumes: [{name: a, emptyDir: {}}], extraVolumeMounts: [{name: a, mountPath: /tmp}]} -> the path /tmp",
        "{extraVolumes: [{name: a, emptyDir: {}}], extraVolumeMounts: [{name: a, mountPath: a}]} -> /extraVolumeMounts/0/mountPath",
        "{gateway: {extraEnv: [{value: a}]}} -> /gateway/extraEnv/0|name",
        "{settings: {reelgate: {roles: api}}} -> settings.reelgate.roles|set by the chart",
        "{settings: {reelgate.roles: api}} -> settings.reelgate.roles|set by the chart",
        "{settings: {management: {server: {port: 9}}}} -> settings.management.server.port",
        "{settings: {server.port: 80}} -> settings.server.port",
        "{settings: {reelgate: {security: {admin-key: a}}}} -> admin-key|secrets come from the Secret",
        "{settings: {reelgate: {security: {adminKey: a}}}} -> adminKey|secrets come from the Secret",
        "{settings: {reelgate: {providers: {wavespeed: {accounts: {b: {webhookSecret: a}}}}}}} -> webhookSecret|the Secret",
        "{settings: {reelgate.providers.wavespeed.accounts.b.webhook_secret: a}} -> webhook_secret|the Secret",
        "{settings: {'reelgate.providers.runware.accounts[b].key': a}} -> accounts[b].key|the Secret",
        "{settings: {reelgate: {publicBaseUrl: a}}} -> settings.reelgate.publicBaseUrl|set by the chart",
        "{settings: {reelgate: {public_base_url: a}}} -> settings.reelgate.public_base_url|set by",
        "{settings: {reelgate.links.signing-key: a}} -> signing-key|secrets come from the Secret",
        "{settings: {spring: {datasource: {password: a}}}} -> spring.datasource.password|the Secret",
        "{settings: {reelgate.providers.runware.accounts.b.key: a}} -> accounts.b.key|the Secret",
        "{settings: null} -> missing property 'settings'",
        "{secret: {extra: null}} -> /secret|missing property 'extra'",
        "{settings: text} -> /settings|want object",
        "{catalog: {files: {offers.txt: a}}} -> /catalog/files|offers.txt",
        "{catalog: {files: {a.yml: b}, existingConfigMap: c}} -> not both",
        "{migration: {mode: never}} -> /migration/mode|'init', 'job'",
        "{image: {digest: 'sha256:12'}} -> /image/digest",
        "{image: {tag: 'a tag'}} -> /image/tag",
        "{image: {pullPolicy: Sometimes}} -> /image/pullPolicy|IfNotPresent",
        "{logs: {format: xml}} -> /logs/format|'ecs'",
        "{drain: {phaseSeconds: 10}} -> /drain/phaseSeconds|got 10, want 50",
        "{drain: {preStopSeconds: 0}} -> /drain/preStopSeconds|want 1",
        "{service: {port: 0}} -> /service/port|want 1",
        "{service: {port: 70000}} -> /service/port|want 65,535",
        "{service: {type: ExternalName}} -> /service/type|ClusterIP",
        "{ingress: {paths: [videos]}} -> /ingress/paths/0",
        "{ingress: {paths: []}} -> /ingress/paths|minItems",
        "{ingress: {paths: [/actuator/health]}} -> /actuator/health|cannot be routed",
        "{httpRoute: {paths: [/actuator]}} -> /actuator|cannot be routed",
        "{httpRoute: {enabled: true}} -> httpRoute.parentRefs is empty",
        "{httpRoute: {hostnames: ['https://a.example.com']}} -> /httpRoute/hostnames/0",
        "{gateway: {autoscaling: {enabled: true, minReplicas: 9}}} -> 9, more than maxReplicas, 6",
        "{gateway: {autoscaling: {enabled: true, cpuPercent: null}}} -> nothing to scale by",
        "{gateway: {autoscaling: {cpuPercent: 0}}} -> /gateway/autoscaling/cpuPercent|want 1",
        "{podDisruptionBudget: {maxUnavailable: 0}} -> /podDisruptionBudget/maxUnavailable|want 1",
        "{podDisruptionBudget: {maxUnavailable: some}} -> /podDisruptionBudget/maxUnavailable",
        "{topologySpread: {whenUnsatisfiable: Never}} -> ScheduleAnyway",
        "{networkPolicy: {postgres: {to: []}}} -> /networkPolicy/postgres/to|minItems",
        "{networkPolicy: {postgres: {port: 99999}}} -> /networkPolicy/postgres/port|want 65,535",
        "{networkPolicy: {api: {from: [{cidr: a}]}}} -> /networkPolicy/api/from/0|'cidr'",
        "{networkPolicy: {extraEgress: [{}]}} -> /networkPolicy/extraEgress/0|'to'",
        "{metrics: {serviceMonitor: {interval: often}}} -> /metrics/serviceMonitor/interval|often",
        "{securityContext: {runAsUser: 0}} -> /securityContext/runAsUser|got 0, want 1",
        "{securityContext: {privileged: true}} -> /securityContext|'privileged'",
        "{tmp: {sizeLimit: none}} -> /tmp/sizeLimit",
        "{podLabels: {app.kubernetes.io/name: a}} -> app.kubernetes.io/name is set by the chart",
        "{fullnameOverride: A_B} -> /fullnameOverride"
      })
  void nonsenseIsRefused(String values, String said) {
    assertThatThrownBy(() -> Chart.render(Chart.MINIMAL, values))
        .message()
        .contains(said.split("\\|"));
  }

  @Test
  void aJobCannotWaitForAnExternalSecret() {
    assertThatThrownBy(() -> Chart.render("everything", "{migration: {mode: job}}"))
        .hasMessageContaining("migration.mode job runs before the ExternalSecret exists");
  }

  /// The table above would pass too if everything were refused.
  @ParameterizedTest
  @CsvSource(
      delimiterString = "->",
      value = {
        "{publicBaseUrl: 'https://videos.example.com:8443/videos/'} -> a port and a path",
        "{datasource: {url: 'jdbc:postgresql://a:5432,b:5432/r?sslmode=require'}} -> two hosts",
        "{settings: {reelgate.sandbox.duration: 1s..3s}} -> a setting by its full name",
        "{settings: {reelgate: {providers: {runware: {accounts: {b: {max-in-flight: 2}}}}}}} -> nested",
        "{settings: {reelgate.providers.runware.accounts.b.base-url: 'https://a'}} -> beside a key",
        "{extraVolumes: [{name: a, emptyDir: {}}], extraVolumeMounts: [{name: a, mountPath: /tmp/a}]} -> below /tmp",
        "{podDisruptionBudget: {maxUnavailable: 50%}} -> a percentage",
        "{gateway: {resources: {limits: {cpu: 2}}}} -> a bare number of CPUs"
      })
  void whatMakesSenseIsNot(String values, String what) {
    assertThatCode(() -> Chart.render(Chart.MINIMAL, values)).as(what).doesNotThrowAnyException();
  }
}
