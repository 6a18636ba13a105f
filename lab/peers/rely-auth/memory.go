package main

import (
	"context"
	"sync"

	"github.com/fiatjaf/eventstore"
	"github.com/fiatjaf/eventstore/slicestore"
	"github.com/nbd-wtf/go-nostr"
	"github.com/pippellia-btc/rely"
)

// inMemory fills the two hooks that rely leaves to whoever uses it. rely calls them from four workers at once, and the
// store has no lock of its own. Nor does it get the context of a request: where that ends while the store answers
// (CLOSE), the store never closes its channel, and QuerySync waits for ever.
func inMemory() (
	func(rely.Client, *nostr.Event) error,
	func(context.Context, rely.Client, nostr.Filters) ([]nostr.Event, error),
) {
	db := &slicestore.SliceStore{}
	db.Init()
	store := eventstore.RelayWrapper{Store: db}
	var lock sync.Mutex

	save := func(_ rely.Client, event *nostr.Event) error {
		if nostr.IsEphemeralKind(event.Kind) {
			return nil
		}
		lock.Lock()
		defer lock.Unlock()
		return store.Publish(context.Background(), *event)
	}
	query := func(_ context.Context, _ rely.Client, filters nostr.Filters) ([]nostr.Event, error) {
		lock.Lock()
		defer lock.Unlock()
		var events []nostr.Event
		shown := map[string]bool{}
		for _, filter := range filters {
			found, err := store.QuerySync(context.Background(), filter)
			if err != nil {
				return nil, err
			}
			for _, event := range found {
				if !shown[event.ID] {
					events = append(events, *event)
				}
				shown[event.ID] = true
			}
		}
		return events, nil
	}
	return save, query
}
