# The gateway as an image, from a clean clone and with nothing but Docker:
#
#   docker build -t reelgate .
#
# A release pins both bases: --build-arg JRE_IMAGE=eclipse-temurin:25-jre@sha256:…
ARG JDK_IMAGE=eclipse-temurin:25-jdk
ARG JRE_IMAGE=eclipse-temurin:25-jre


FROM ${JDK_IMAGE} AS build
# Where Maven Central is reached through a proxy or a mirror: --build-arg MAVEN_OPTS=-Dhttps.proxyHost=…
ARG MAVEN_ARGS
ARG MAVEN_OPTS
WORKDIR /build
# The main class alone is packaged first: that fetches everything the build needs, and is kept until
# the pom changes. Format and style are checked by ./mvnw verify, not here.
COPY mvnw pom.xml ./
COPY .mvn .mvn
COPY src/main/java/io/reelgate/*.java src/main/java/io/reelgate/
RUN ./mvnw -B -ntp package -Dmaven.test.skip -Dspotless.check.skip -Dcheckstyle.skip
COPY src/main src/main
RUN ./mvnw -B -ntp package -Dmaven.test.skip -Dspotless.check.skip -Dcheckstyle.skip \
 && java -Djarmode=tools -jar target/reelgate-*.jar extract \
      --layers --application-filename reelgate.jar --destination layers


FROM ${JRE_IMAGE} AS gateway
ENV LANG=C.UTF-8 LC_ALL=C.UTF-8 TZ=UTC
# Every line of the log is JSON; with LOGGING_STRUCTURED_FORMAT_CONSOLE= it is text.
ENV LOGGING_STRUCTURED_FORMAT_CONSOLE=ecs SPRING_MAIN_BANNER_MODE=off
WORKDIR /app
COPY --from=build /build/layers/dependencies/ ./
COPY --from=build /build/layers/spring-boot-loader/ ./
COPY --from=build /build/layers/snapshot-dependencies/ ./
COPY --from=build /build/layers/application/ ./


# Starts once up to the point where it would begin to work, so that the JVM can keep what it has loaded
# and linked. The settings are of this run only and nothing is connected. The same JVM and the same
# files, times included, as below: else the cache is not used.
FROM gateway AS training
RUN SPRING_DATASOURCE_URL=jdbc:postgresql://training.invalid/none \
    SPRING_FLYWAY_ENABLED=false \
    SPRING_JPA_DATABASE_PLATFORM=org.hibernate.dialect.PostgreSQLDialect \
    REELGATE_ROLES=api,submit,poll,deliver,sandbox \
    REELGATE_PUBLIC_BASE_URL=http://training.invalid \
    REELGATE_ADMIN_KEY=training-run-admin-key \
    REELGATE_KEY_PEPPER=training-run-pepper REELGATE_KEY_PEPPER_ID=training \
    REELGATE_LINK_SIGNING_KEY=training-run-signing-key \
    REELGATE_MASTER_KEY=dHJhaW5pbmctcnVuLW1hc3Rlci1rZXktb2YtMzItYnk= REELGATE_MASTER_KEY_ID=training \
    java -XX:AOTCacheOutput=/app/reelgate.aot -Xlog:aot*=error -XX:+UseG1GC \
         -XX:+UnlockDiagnosticVMOptions -XX:-AOTAdapterCaching \
         -Dspring.jpa.properties.hibernate.boot.allow_jdbc_metadata_access=false -Dspring.context.exit=onRefresh \
         -jar /app/reelgate.jar \
 && chmod 0444 /app/reelgate.aot


FROM gateway
ARG VERSION=0.1.0-SNAPSHOT
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Reelgate" \
      org.opencontainers.image.description="One REST API for many AI video providers" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
COPY --from=training /app/reelgate.aot ./
# No name, because orchestrators can only tell from a number that it is not root. It writes to /tmp alone.
USER 10001:10001
EXPOSE 8080 8081
# Bash opens the connection itself: no tool to install, and no second JVM every few seconds.
HEALTHCHECK --interval=5s --timeout=3s --start-period=90s --retries=3 CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/${MANAGEMENT_SERVER_PORT:-8081} && printf 'GET /actuator/health/readiness HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && read -r -t 2 _ status _ <&3 && [ \"$status\" = 200 ]"]
# More for the JVM comes by JDK_JAVA_OPTIONS; an -Xmx there wins over the share of the container's memory.
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=60", "-XX:+ExitOnOutOfMemoryError", "-XX:+ErrorFileToStderr", "-XX:AOTCache=/app/reelgate.aot", "-jar", "/app/reelgate.jar"]
