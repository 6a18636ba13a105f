import { test } from '@playwright/test';

test('empty', () => undefined);
