/**
 * Version 4: barcodes for the demo shops' products of version 1, as a new demo shop has them: 893, the company in four
 * digits, the place on the menu in five, and EAN-13's check digit. A real shop's barcodes are on its goods: none is made up.
 */
export const DEMO_BARCODES_MIGRATION = `
  WITH placed AS (
    SELECT p.id, p.barcode, printf('893%04d%05d', p.company_id, row_number() OVER (PARTITION BY p.company_id ORDER BY p.id)) AS twelve
    FROM products p JOIN companies c ON c.id = p.company_id
    WHERE (c.id, c.account) IN (VALUES (1, '0123456789'), (2, '9876543210'))
  ), summed AS (
    SELECT id, twelve, (WITH RECURSIVE digit(nth) AS (SELECT 1 UNION ALL SELECT nth + 1 FROM digit WHERE nth < 12)
                        SELECT sum(substr(twelve, nth, 1) * CASE nth % 2 WHEN 1 THEN 1 ELSE 3 END) FROM digit) AS total
    FROM placed WHERE barcode IS NULL
  )
  UPDATE products SET barcode = summed.twelve || ((10 - summed.total % 10) % 10)
  FROM summed WHERE products.id = summed.id
    AND NOT EXISTS (SELECT 1 FROM products o WHERE o.company_id = products.company_id AND substr(o.barcode, 1, 12) = summed.twelve);
`;
