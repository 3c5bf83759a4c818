{{/* Environment of every container. Takes root, roles, extraEnv and hook: nothing of the release exists yet. */}}
{{- define "reelgate.env" -}}
{{- $values := .root.Values -}}
{{- $secret := include "reelgate.secret" .root -}}
- name: REELGATE_ROLES
  value: {{ .roles | quote }}
- name: REELGATE_PUBLIC_BASE_URL
  value: {{ $values.publicBaseUrl | quote }}
- name: SPRING_DATASOURCE_URL
  value: {{ $values.datasource.url | quote }}
{{- if .hook }}
- name: SPRING_APPLICATION_JSON
  value: {{ include "reelgate.withoutCatalog" (dict "prefix" "" "node" $values.settings) | quote }}
{{- else }}
- name: SPRING_CONFIG_ADDITIONAL_LOCATION
  value: "file:/etc/reelgate/"
{{- end }}
- name: LOGGING_STRUCTURED_FORMAT_CONSOLE
  value: {{ $values.logs.format | quote }}
- name: SPRING_LIFECYCLE_TIMEOUT_PER_SHUTDOWN_PHASE
  value: {{ printf "%ds" (int $values.drain.phaseSeconds) | quote }}
{{- if and $values.sandbox.enabled (ne .roles "sandbox") }}
- name: REELGATE_SANDBOX_BASE_URL
  value: {{ printf "http://%s-sandbox:8080/sandbox" (include "reelgate.fullname" .root) | quote }}
{{- end }}
{{- if and (include "reelgate.catalog" .root) (not .hook) }}
- name: REELGATE_CATALOG_DIRECTORY
  value: /etc/reelgate-catalog
{{- end }}
{{- $required := dict
    "REELGATE_ADMIN_KEY" $values.secret.keys.adminKey
    "REELGATE_KEY_PEPPER" $values.secret.keys.keyPepper
    "REELGATE_KEY_PEPPER_ID" $values.secret.keys.keyPepperId
    "REELGATE_LINK_SIGNING_KEY" $values.secret.keys.linkSigningKey
    "REELGATE_MASTER_KEY" $values.secret.keys.masterKey
    "REELGATE_MASTER_KEY_ID" $values.secret.keys.masterKeyId
    "SPRING_DATASOURCE_USERNAME" $values.secret.keys.databaseUser
    "SPRING_DATASOURCE_PASSWORD" $values.secret.keys.databasePassword }}
{{- range $name, $key := merge $required (ternary (dict) $values.secret.extra (eq .roles "sandbox")) }}
- name: {{ $name }}
  valueFrom:
    secretKeyRef:
      name: {{ $secret }}
      key: {{ $key }}
{{- end }}
{{- if ne .roles "sandbox" }}
{{- range $name, $key := dict
    "EMPIRIOLABS_API_KEY" $values.secret.providers.empiriolabs
    "RUNWARE_API_KEY" $values.secret.providers.runware
    "WAVESPEED_API_KEY" $values.secret.providers.wavespeed }}
- name: {{ $name }}
  valueFrom:
    secretKeyRef:
      name: {{ $secret }}
      key: {{ $key }}
      optional: true
{{- end }}
{{- end }}
{{- $hook := .hook }}
{{- range concat $values.extraEnv .extraEnv }}
{{- if not (and $hook (hasPrefix "REELGATE_CATALOG_" .name)) }}
{{ toYaml (list .) }}
{{- end }}
{{- end }}
{{- end }}

{{/* Settings as JSON, less the catalog's: they may name what only its files hold, and a hook has none. Takes prefix and node. */}}
{{- define "reelgate.withoutCatalog" -}}
{{- $prefix := .prefix -}}
{{- $kept := dict -}}
{{- range $key, $value := .node -}}
{{- $name := printf "%s.%s" $prefix $key -}}
{{- if not (hasPrefix "reelgate.catalog." (printf "%s." (include "reelgate.plainName" $name))) -}}
{{- if and (kindIs "map" $value) $value -}}
{{- $value = include "reelgate.withoutCatalog" (dict "prefix" $name "node" $value) | fromJson -}}
{{- if $value -}}
{{- $_ := set $kept $key $value -}}
{{- end -}}
{{- else -}}
{{- $_ := set $kept $key $value -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- toJson $kept -}}
{{- end }}

{{/* Takes root and hook. */}}
{{- define "reelgate.volumeMounts" -}}
{{- if not .hook }}
- name: settings
  mountPath: /etc/reelgate
  readOnly: true
{{- if include "reelgate.catalog" .root }}
- name: catalog
  mountPath: /etc/reelgate-catalog
  readOnly: true
{{- end }}
{{- end }}
- name: tmp
  mountPath: /tmp
{{- with .root.Values.extraVolumeMounts }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{/* Migrates the database and ends before any work begins. Takes root, roles, extraEnv, resources and hook. */}}
{{- define "reelgate.migration" -}}
- name: migrate
  image: {{ include "reelgate.image" .root }}
  imagePullPolicy: {{ .root.Values.image.pullPolicy }}
  env:
    - name: JDK_JAVA_OPTIONS
      value: {{ printf "%s -Dspring.context.exit=onRefresh" .root.Values.jvmOptions | trim | quote }}
    # one migrates while the others wait for it
    - name: SPRING_FLYWAY_LOCK_RETRY_COUNT
      value: "-1"
    {{- include "reelgate.env" . | nindent 4 }}
  resources:
    {{- toYaml .resources | nindent 4 }}
  securityContext:
    {{- include "reelgate.containerSecurity" .root | nindent 4 }}
  terminationMessagePolicy: FallbackToLogsOnError
  volumeMounts:
    {{- include "reelgate.volumeMounts" . | trim | nindent 4 }}
{{- end }}

{{/* What all pods have in common, with settings by a ConfigMap unless hook. Takes root and hook. */}}
{{- define "reelgate.podCommon" -}}
{{- $values := .root.Values -}}
automountServiceAccountToken: false
# else a Service named like the product would set variables that look like its settings
enableServiceLinks: false
{{- with $values.imagePullSecrets }}
imagePullSecrets:
  {{- toYaml . | nindent 2 }}
{{- end }}
securityContext:
  {{- include "reelgate.podSecurity" .root | nindent 2 }}
{{- with $values.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- with $values.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with $values.affinity }}
affinity:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with $values.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
volumes:
  {{- if not .hook }}
  - name: settings
    configMap:
      name: {{ include "reelgate.fullname" .root }}-settings
  {{- with include "reelgate.catalog" .root }}
  - name: catalog
    configMap:
      name: {{ . }}
  {{- end }}
  {{- end }}
  - name: tmp
    emptyDir:
      sizeLimit: {{ $values.tmp.sizeLimit }}
  {{- with $values.extraVolumes }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- end }}

{{/* One Deployment. Takes root, component, suffix, roles, workload (its values) and single (no second pod). */}}
{{- define "reelgate.deployment" -}}
{{- $root := .root -}}
{{- $values := .root.Values -}}
{{- $scaled := and (hasKey .workload "autoscaling") (dig "autoscaling" "enabled" false .workload) -}}
apiVersion: apps/v1
kind: Deployment
metadata:
  {{- include "reelgate.metadata" . | nindent 2 }}
spec:
  {{- if .single }}
  replicas: 1
  {{- else if not $scaled }}
  replicas: {{ int .workload.replicas }}
  {{- end }}
  revisionHistoryLimit: {{ int $values.revisionHistoryLimit }}
  strategy:
    {{- if .single }}
    type: Recreate
    {{- else }}
    type: RollingUpdate
    rollingUpdate:
      maxSurge: 1
      maxUnavailable: 0
    {{- end }}
  selector:
    matchLabels:
      {{- include "reelgate.selector" $root | nindent 6 }}
      app.kubernetes.io/component: {{ .component }}
  template:
    metadata:
      labels:
        {{- with $values.podLabels }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
        {{- include "reelgate.labels" $root | nindent 8 }}
        app.kubernetes.io/component: {{ .component }}
        # not the migration's or the test's
        reelgate.io/serves: "true"
      annotations:
        checksum/settings: {{ toYaml $values.settings | sha256sum }}
        {{- with $values.podAnnotations }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
    spec:
      terminationGracePeriodSeconds: {{ include "reelgate.gracePeriod" $root }}
      serviceAccountName: {{ include "reelgate.serviceAccount" $root }}
      {{- include "reelgate.podCommon" (dict "root" $root) | nindent 6 }}
      {{- if and $values.topologySpread.enabled (not .single) }}
      topologySpreadConstraints:
        {{- range list "topology.kubernetes.io/zone" "kubernetes.io/hostname" }}
        - topologyKey: {{ . }}
          maxSkew: 1
          whenUnsatisfiable: {{ $values.topologySpread.whenUnsatisfiable }}
          labelSelector:
            matchLabels:
              {{- include "reelgate.selector" $root | nindent 14 }}
              app.kubernetes.io/component: {{ $.component }}
          # the old pods of a rollout do not count
          matchLabelKeys: [pod-template-hash]
        {{- end }}
      {{- end }}
      {{- if eq $values.migration.mode "init" }}
      initContainers:
        {{- include "reelgate.migration" (dict "root" $root "roles" .roles "extraEnv" .workload.extraEnv "resources" .workload.resources) | nindent 8 }}
      {{- end }}
      containers:
        - name: reelgate
          image: {{ include "reelgate.image" $root }}
          imagePullPolicy: {{ $values.image.pullPolicy }}
          env:
            {{- with $values.jvmOptions }}
            - name: JDK_JAVA_OPTIONS
              value: {{ . | quote }}
            {{- end }}
            - name: SPRING_FLYWAY_ENABLED
              value: "false"
            {{- include "reelgate.env" (dict "root" $root "roles" .roles "extraEnv" .workload.extraEnv) | nindent 12 }}
          ports:
            - name: http
              containerPort: 8080
            - name: management
              containerPort: 8081
          startupProbe:
            httpGet:
              path: /actuator/health/liveness
              port: management
            periodSeconds: 3
            timeoutSeconds: 2
            failureThreshold: {{ div (add (int $values.probes.startSeconds) 2) 3 }}
          # only whether the process is whole: a database or a provider that is away is no reason for a restart
          livenessProbe:
            httpGet:
              path: /actuator/health/liveness
              port: management
            periodSeconds: 10
            timeoutSeconds: 5
            failureThreshold: 6
          readinessProbe:
            httpGet:
              path: /actuator/health/readiness
              port: management
            periodSeconds: 5
            timeoutSeconds: 3
            failureThreshold: 3
          lifecycle:
            preStop:
              sleep:
                seconds: {{ int $values.drain.preStopSeconds }}
          resources:
            {{- toYaml .workload.resources | nindent 12 }}
          securityContext:
            {{- include "reelgate.containerSecurity" $root | nindent 12 }}
          terminationMessagePolicy: FallbackToLogsOnError
          volumeMounts:
            {{- include "reelgate.volumeMounts" (dict "root" $root) | trim | nindent 12 }}
{{- end }}
