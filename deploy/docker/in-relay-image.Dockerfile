# The relay and its canary in one image: whatever is rolled out or back, the canary that knows it goes along.
# Build the canary's image first (deploy/docker/Dockerfile), then:
#   docker build -f deploy/docker/in-relay-image.Dockerfile --build-arg RELAY_IMAGE=registry.example/relay:1.0.0 \
#     --build-arg CANARY_IMAGE=registry.example/relay-canary:1.0.0 -t registry.example/relay-with-canary:1.0.0 .
# The image still starts the relay. To run the canary instead, give the container another command:
#   docker run --rm -w /opt/relay-canary --entrypoint node registry.example/relay-with-canary:1.0.0 \
#     --import tsx gate/main.ts --project=prod-canary --trigger=post-deploy
# The relay's image must be of Debian's kind (glibc and libstdc++6), as the node that is copied.
ARG RELAY_IMAGE=registry.example/relay:1.0.0
ARG CANARY_IMAGE=registry.example/relay-canary:1.0.0

# hadolint ignore=DL3006
FROM ${CANARY_IMAGE} AS canary

# hadolint ignore=DL3006
FROM ${RELAY_IMAGE}
COPY --from=canary /usr/local/bin/node /usr/local/bin/node
COPY --from=canary /app /opt/relay-canary

# Where the canary writes. Mount them, or run it with a writable file system; the relay uses neither.
ENV RELAY_CANARY_REPORTS=/tmp/relay-canary/reports \
    RELAY_CANARY_STATE=/tmp/relay-canary/state
