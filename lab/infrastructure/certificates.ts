import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { explain } from './program.ts';
import { makeScratch, type Scratch } from './scratch.ts';

interface Certificates {
  /** The certificate of the authority, for NODE_EXTRA_CA_CERTS. */
  authority: string;
  /** A certificate that the authority signed, with its key. */
  certificate: string;
  remove: () => Promise<void>;
}

interface Wanted {
  /** An IP address or a host name, as in subjectAltName: IP:127.0.0.1. */
  name: string;
  validFrom: Date;
  validTo: Date;
}

const AUTHORITY = (scratch: Scratch): string => `[ca]
default_ca = lab
[lab]
database = ${scratch.file('issued.txt')}
new_certs_dir = ${scratch.file('.')}
rand_serial = yes
default_md = sha256
policy = anything
copy_extensions = copy
[anything]
commonName = supplied
`;

const KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];

const asOpenssl = (date: Date): string => `${date.toISOString().replaceAll(/\D/g, '').slice(0, 14)}Z`;

/** Makes an authority and lets it sign one certificate, with the program openssl. */
export function makeCertificates({ name, validFrom, validTo }: Wanted): Certificates {
  const scratch = makeScratch();
  const { file } = scratch;
  writeFileSync(file('ca.cnf'), AUTHORITY(scratch));
  writeFileSync(file('issued.txt'), '');
  const authority = file('ca.crt');
  openssl('req', '-x509', ...KEY, '-keyout', file('ca.key'), '-out', authority, '-subj', '/CN=lab authority');
  const request = ['-out', file('leaf.csr'), '-subj', '/CN=lab relay', '-addext', `subjectAltName=${name}`];
  openssl('req', ...KEY, '-keyout', file('leaf.key'), ...request);
  const dates = ['-startdate', asOpenssl(validFrom), '-enddate', asOpenssl(validTo)];
  const signed = ['-in', file('leaf.csr'), '-out', file('leaf.crt'), '-notext', ...dates];
  openssl('ca', '-batch', '-config', file('ca.cnf'), '-cert', authority, '-keyfile', file('ca.key'), ...signed);
  const certificate = file('leaf.pem');
  writeFileSync(certificate, readFileSync(file('leaf.crt'), 'utf8') + readFileSync(file('leaf.key'), 'utf8'));
  return { authority, certificate, remove: scratch.remove };
}

function openssl(...options: string[]): void {
  try {
    execFileSync('openssl', options, { stdio: 'pipe' });
  } catch (error) {
    throw explain('openssl', error as Error);
  }
}
