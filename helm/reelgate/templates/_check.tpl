{{/* Settings by their full names, one in a line. Takes prefix and node. */}}
{{- define "reelgate.settingNames" -}}
{{- $prefix := .prefix -}}
{{- range $key, $value := .node }}
{{- $name := ternary $key (printf "%s.%s" $prefix $key) (eq $prefix "") }}
{{- if and (kindIs "map" $value) $value }}
{{- include "reelgate.settingNames" (dict "prefix" $name "node" $value) }}
{{- else }}
{{- printf "%s\n" $name }}
{{- end }}
{{- end }}
{{- end }}

{{/* A setting's name in the one form that all its spellings have in common, as Spring compares them. */}}
{{- define "reelgate.plainName" -}}
{{- regexReplaceAll "[\\[.]+" (regexReplaceAll "[-_\\]]" (lower .) "") "." | trimPrefix "." -}}
{{- end }}

{{/* What no schema can say in words that help. */}}
{{- define "reelgate.check" -}}
{{- $secret := .Values.secret -}}
{{- if and $secret.existingSecret $secret.externalSecret.enabled }}
{{- fail "set either secret.existingSecret or secret.externalSecret.enabled, not both" }}
{{- end }}
{{- if not (or $secret.existingSecret $secret.externalSecret.enabled) }}
{{- fail "set secret.existingSecret to the name of a Secret with the gateway's secrets, or use secret.externalSecret" }}
{{- end }}
{{- if and $secret.externalSecret.enabled (not (and $secret.externalSecret.store $secret.externalSecret.remoteKey)) }}
{{- fail "secret.externalSecret needs store and remoteKey" }}
{{- end }}
{{- if and $secret.externalSecret.enabled (eq .Values.migration.mode "job") }}
{{- fail "migration.mode job runs before the ExternalSecret exists; use mode init, or secret.existingSecret" }}
{{- end }}
{{- if and .Values.httpRoute.enabled (not .Values.httpRoute.parentRefs) }}
{{- fail "httpRoute.parentRefs is empty; name the Gateway that the route belongs to" }}
{{- end }}
{{- if and .Values.catalog.files .Values.catalog.existingConfigMap }}
{{- fail "set either catalog.files or catalog.existingConfigMap, not both" }}
{{- end }}
{{- if regexMatch "[?&](user|password|sslpassword)=" .Values.datasource.url }}
{{- fail "datasource.url names a user or password; they come from the Secret only, see secret.keys" }}
{{- end }}
{{- $volumes := list }}
{{- range .Values.extraVolumes }}
{{- if has .name (list "catalog" "settings" "tmp") }}
{{- fail (printf "extraVolumes cannot have the name %s; the chart has a volume of that name" .name) }}
{{- end }}
{{- $volumes = append $volumes .name }}
{{- end }}
{{- range .Values.extraVolumeMounts }}
{{- if not (has .name $volumes) }}
{{- fail (printf "extraVolumeMounts names the volume %s, which is not in extraVolumes" .name) }}
{{- end }}
{{- if regexMatch "^/(etc/reelgate(-catalog)?(/.*)?|tmp/?)$" .mountPath }}
{{- fail (printf "extraVolumeMounts cannot have the path %s; the chart mounts a volume there" .mountPath) }}
{{- end }}
{{- end }}
{{- range concat .Values.ingress.paths .Values.httpRoute.paths }}
{{- if hasPrefix "/actuator" . }}
{{- fail (printf "the path %s cannot be routed: management endpoints are for the cluster only" .) }}
{{- end }}
{{- end }}
{{- range concat (keys .Values.podLabels) (keys .Values.metrics.serviceMonitor.labels) (keys .Values.metrics.prometheusRule.labels) (keys .Values.metrics.dashboard.labels) }}
{{- if regexMatch "^(app\\.kubernetes\\.io/(name|instance|component|version|managed-by)|helm\\.sh/chart|reelgate\\.io/.*)$" . }}
{{- fail (printf "the label %s is set by the chart" .) }}
{{- end }}
{{- end }}
{{- range $workload := list "gateway" "worker" }}
{{- $scaling := (get $.Values $workload).autoscaling }}
{{- if and $scaling.enabled (gt (int $scaling.minReplicas) (int $scaling.maxReplicas)) }}
{{- fail (printf "%s.autoscaling.minReplicas is %d, more than maxReplicas, %d" $workload (int $scaling.minReplicas) (int $scaling.maxReplicas)) }}
{{- end }}
{{- if and $scaling.enabled (not (or $scaling.cpuPercent $scaling.queue.enabled)) }}
{{- fail (printf "%s.autoscaling has nothing to scale by; set cpuPercent or queue.enabled" $workload) }}
{{- end }}
{{- end }}
{{- $own := list "JDK_JAVA_OPTIONS" "LOGGING_STRUCTURED_FORMAT_CONSOLE" "REELGATE_ADMIN_KEY" "REELGATE_CATALOG_DIRECTORY" "REELGATE_KEY_PEPPER" "REELGATE_KEY_PEPPER_ID" "REELGATE_LINK_SIGNING_KEY" "REELGATE_MASTER_KEY" "REELGATE_MASTER_KEY_ID" "REELGATE_PUBLIC_BASE_URL" "REELGATE_ROLES" "REELGATE_SANDBOX_BASE_URL" "SPRING_CONFIG_ADDITIONAL_LOCATION" "SPRING_DATASOURCE_PASSWORD" "SPRING_DATASOURCE_URL" "SPRING_DATASOURCE_USERNAME" "SPRING_APPLICATION_JSON" "SPRING_FLYWAY_ENABLED" "SPRING_FLYWAY_LOCK_RETRY_COUNT" "SPRING_LIFECYCLE_TIMEOUT_PER_SHUTDOWN_PHASE" "SPRING_MAIN_BANNER_MODE" "EMPIRIOLABS_API_KEY" "RUNWARE_API_KEY" "WAVESPEED_API_KEY" }}
{{- $names := keys $secret.extra }}
{{- range concat .Values.extraEnv .Values.gateway.extraEnv .Values.worker.extraEnv .Values.sandbox.extraEnv }}
{{- $names = append $names .name }}
{{- end }}
{{- range $names }}
{{- if has . $own }}
{{- fail (printf "the variable %s is set by the chart; it cannot be in extraEnv or secret.extra" .) }}
{{- end }}
{{- end }}
{{- range $name := splitList "\n" (include "reelgate.settingNames" (dict "prefix" "" "node" .Values.settings)) }}
{{- $plain := include "reelgate.plainName" $name }}
{{- if regexMatch "^(reelgate\\.(security|vault|links)\\.|spring\\.datasource\\.|reelgate\\.providers\\.[^.]+\\.accounts\\.[^.]+\\.(key|webhooksecret)$)" $plain }}
{{- fail (printf "settings.%s is a secret or belongs to one; secrets come from the Secret only, see secret.keys and secret.extra" $name) }}
{{- end }}
{{- if regexMatch "^(reelgate\\.roles|reelgate\\.publicbaseurl|reelgate\\.catalog\\.directory|reelgate\\.sandbox\\.baseurl|server\\.port|management\\.server\\.port|management\\.endpoints\\.web\\.basepath|spring\\.flyway\\.enabled|logging\\.structured\\.format\\.console|spring\\.main\\.bannermode|spring\\.lifecycle\\.timeoutpershutdownphase)$" $plain }}
{{- fail (printf "settings.%s is set by the chart; it has a value of its own, or must not change" $name) }}
{{- end }}
{{- end }}
{{- end }}
