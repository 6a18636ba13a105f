import type { Peer } from './peer.ts';

interface Slot {
  binary: Peer;
  /** By connection id. */
  phones: Map<string, Peer>;
  /** Runs while the binary is gone and may come back. */
  grace?: NodeJS.Timeout | undefined;
}

/**
 * Who holds which server id, and the phones of each. It is in memory: two relays with a registry each are a split brain; two
 * that are given the same one are not.
 */
export class Registry {
  readonly #slots = new Map<string, Slot>();

  /** Enters a binary; false where another one holds the id. One that comes back within its grace gets it, without phones. */
  claim(serverId: string, binary: Peer): boolean {
    const slot = this.#slots.get(serverId);
    if (slot !== undefined && slot.grace === undefined) return false;
    this.#replace(serverId, binary);
    return true;
  }

  /** Gives the id of a binary that is dead to another one; false where somebody else holds it by now. */
  takeOver(serverId: string, dead: Peer | undefined, binary: Peer): boolean {
    const slot = this.#slots.get(serverId);
    if (slot !== undefined && slot.binary !== dead) return false;
    this.#replace(serverId, binary);
    return true;
  }

  /** A binary is gone: its id and its phones wait for it so long, then the phones are closed with 1000. */
  release(serverId: string, binary: Peer, graceMs: number): void {
    const slot = this.#slots.get(serverId);
    if (slot?.binary !== binary) return;
    clearTimeout(slot.grace);
    slot.grace = setTimeout(() => {
      this.#slots.delete(serverId);
      for (const phone of slot.phones.values()) phone.close(1000, '');
    }, graceMs).unref();
  }

  /** Enters a phone, unless nobody holds the id or it has as many phones as it may. */
  addPhone(serverId: string, phone: Peer, maxPhones: number): 'added' | 'no server' | 'full' {
    const slot = this.#slots.get(serverId);
    if (slot === undefined) return 'no server';
    if (slot.phones.size >= maxPhones) return 'full';
    slot.phones.set(phone.connId, phone);
    return 'added';
  }

  removePhone(serverId: string, phone: Peer): void {
    this.#slots.get(serverId)?.phones.delete(phone.connId);
  }

  /** Who holds the id; in its grace that is a binary that is gone. */
  binaryOf(serverId: string): Peer | undefined {
    return this.#slots.get(serverId)?.binary;
  }

  phoneOf(serverId: string, connId: string): Peer | undefined {
    return this.#slots.get(serverId)?.phones.get(connId);
  }

  counts(): { binaries: number; phones: number } {
    const slots = [...this.#slots.values()];
    return { binaries: slots.length, phones: slots.reduce((sum, { phones }) => sum + phones.size, 0) };
  }

  /** The phones of the binary before are sent away: what they had agreed with it is lost. */
  #replace(serverId: string, binary: Peer): void {
    const before = this.#slots.get(serverId);
    clearTimeout(before?.grace);
    this.#slots.set(serverId, { binary, phones: new Map() });
    for (const phone of before?.phones.values() ?? []) phone.close(4404, 'binary reclaimed server-id');
  }
}
