package main

import (
	"context"

	"github.com/fiatjaf/eventstore"
	"github.com/fiatjaf/eventstore/slicestore"
	"github.com/nbd-wtf/go-nostr"
	"github.com/pippellia-btc/rely"
)

// inMemory fills the two hooks that rely leaves to whoever uses it.
func inMemory() (
	func(rely.Client, *nostr.Event) error,
	func(context.Context, rely.Client, nostr.Filters) ([]nostr.Event, error),
) {
	db := &slicestore.SliceStore{}
	db.Init()
	store := eventstore.RelayWrapper{Store: db}

	save := func(_ rely.Client, event *nostr.Event) error {
		if nostr.IsEphemeralKind(event.Kind) {
			return nil
		}
		return store.Publish(context.Background(), *event)
	}
	query := func(ctx context.Context, _ rely.Client, filters nostr.Filters) ([]nostr.Event, error) {
		var events []nostr.Event
		for _, filter := range filters {
			found, err := store.QuerySync(ctx, filter)
			if err != nil {
				return nil, err
			}
			for _, event := range found {
				events = append(events, *event)
			}
		}
		return events, nil
	}
	return save, query
}
