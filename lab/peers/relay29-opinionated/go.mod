module relay-canary.example/peers/relay29-opinionated

go 1.23.1

require (
	github.com/fiatjaf/eventstore v0.9.0
	github.com/fiatjaf/khatru v0.8.1
	github.com/fiatjaf/relay29 v0.5.1
	github.com/kelseyhightower/envconfig v1.4.0
	github.com/mojocn/base64Captcha v1.3.6
	github.com/nbd-wtf/go-nostr v0.42.1
	github.com/puzpuzpuz/xsync/v3 v3.4.0
	github.com/rs/zerolog v1.31.0
	github.com/theplant/htmlgo v1.0.3
	golang.org/x/time v0.5.0
)

require (
	github.com/PowerDNS/lmdb-go v1.9.2 // indirect
	github.com/andybalholm/brotli v1.1.0 // indirect
	github.com/bep/debounce v1.2.1 // indirect
	github.com/btcsuite/btcd/btcec/v2 v2.3.4 // indirect
	github.com/btcsuite/btcd/btcutil v1.1.5 // indirect
	github.com/btcsuite/btcd/chaincfg/chainhash v1.1.0 // indirect
	github.com/decred/dcrd/crypto/blake256 v1.1.0 // indirect
	github.com/decred/dcrd/dcrec/secp256k1/v4 v4.3.0 // indirect
	github.com/fasthttp/websocket v1.5.9 // indirect
	github.com/fiatjaf/set v0.0.3 // indirect
	github.com/gobwas/httphead v0.1.0 // indirect
	github.com/gobwas/pool v0.2.1 // indirect
	github.com/gobwas/ws v1.4.0 // indirect
	github.com/golang/freetype v0.0.0-20170609003504-e2365dfdc4a0 // indirect
	github.com/josharian/intern v1.0.0 // indirect
	github.com/klauspost/compress v1.17.8 // indirect
	github.com/mailru/easyjson v0.7.7 // indirect
	github.com/mattn/go-colorable v0.1.13 // indirect
	github.com/mattn/go-isatty v0.0.20 // indirect
	github.com/rs/cors v1.11.0 // indirect
	github.com/savsgio/gotils v0.0.0-20240303185622-093b76447511 // indirect
	github.com/tidwall/gjson v1.17.3 // indirect
	github.com/tidwall/match v1.1.1 // indirect
	github.com/tidwall/pretty v1.2.1 // indirect
	github.com/valyala/bytebufferpool v1.0.0 // indirect
	github.com/valyala/fasthttp v1.54.0 // indirect
	golang.org/x/exp v0.0.0-20240909161429-701f63a606c0 // indirect
	golang.org/x/image v0.13.0 // indirect
	golang.org/x/net v0.26.0 // indirect
	golang.org/x/sys v0.26.0 // indirect
)
