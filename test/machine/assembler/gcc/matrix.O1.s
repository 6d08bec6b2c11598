	.file	"matrix.c"
	.option nopic
	.attribute arch, "rv32i2p1_m2p0"
	.attribute unaligned_access, 0
	.attribute stack_align, 16
	.text
	.align	2
	.globl	main
	.type	main, @function
main:
	lui	t3,%hi(.LANCHOR0)
	addi	a7,t3,%lo(.LANCHOR0)
	addi	t6,a7,576
	mv	t5,t6
	mv	t4,t6
	addi	t3,t3,%lo(.LANCHOR0)
	li	a0,0
	li	t1,12
	j	.L2
.L32:
	addi	a0,a0,1
	addi	t3,t3,48
	addi	t4,t4,48
	beq	t3,t5,.L31
.L2:
	mv	a6,a0
	mv	a2,t4
	mv	a3,t3
	li	a4,-5
	li	a5,0
.L3:
	sw	a4,0(a3)
	xor	a1,a0,a5
	sw	a1,0(a2)
	addi	a5,a5,1
	add	a4,a4,a6
	addi	a3,a3,4
	addi	a2,a2,4
	bne	a5,t1,.L3
	j	.L32
.L31:
	lui	t3,%hi(.LANCHOR0+1152)
	addi	t3,t3,%lo(.LANCHOR0+1152)
	addi	t1,t6,624
	j	.L4
.L33:
	sw	a2,0(a6)
	addi	a6,a6,4
	addi	a0,a0,4
	beq	a0,t1,.L6
.L8:
	addi	a5,a0,-576
	mv	a3,a7
	li	a2,0
.L5:
	lw	a4,0(a3)
	lw	a1,0(a5)
	mul	a4,a4,a1
	add	a2,a2,a4
	addi	a3,a3,4
	addi	a5,a5,48
	bne	a5,a0,.L5
	j	.L33
.L6:
	addi	a7,a7,48
	addi	t3,t3,48
	beq	a7,t5,.L7
.L4:
	addi	a0,t6,576
	mv	a6,t3
	j	.L8
.L7:
	lui	a5,%hi(small)
	lbu	a5,%lo(small)(a5)
	lui	a4,%hi(negative)
	lbu	a4,%lo(negative)(a4)
	slli	a4,a4,24
	srai	a4,a4,24
	lui	a3,%hi(half)
	lhu	t3,%lo(half)(a3)
	lui	a3,%hi(word)
	lw	a3,%lo(word)(a3)
	sub	a5,a5,a4
	add	t3,t3,a5
	sub	t3,t3,a3
	addi	t3,t3,88
	lui	a5,%hi(.LANCHOR0+1312)
	lw	a5,%lo(.LANCHOR0+1312)(a5)
	add	t3,t3,a5
	li	t1,4
	lui	a5,%hi(word)
	lui	a0,%hi(small)
	lui	a1,%hi(half)
	lui	a2,%hi(negative)
	li	a6,77824
	addi	a6,a6,-47
	li	a3,7
	li	a4,13
	li	t4,5
	j	.L9
.L25:
	lw	a7,%lo(word)(a5)
	lw	t5,%lo(word)(a5)
	div	a7,a7,a3
	rem	t5,t5,a4
	sub	a7,a7,t5
	sw	a7,%lo(word)(a5)
	lw	a7,%lo(word)(a5)
	beq	a7,t4,.L26
.L9:
	addi	t1,t1,-1
	beq	t1,zero,.L26
	lw	t6,%lo(word)(a5)
	lbu	a7,%lo(small)(a0)
	slli	t5,t6,1
	add	t5,t5,t6
	add	a7,a7,t5
	sw	a7,%lo(word)(a5)
	lhu	a7,%lo(half)(a1)
	lw	t5,%lo(word)(a5)
	slli	a7,a7,3
	xor	a7,a7,t5
	sw	a7,%lo(word)(a5)
	lbu	a7,%lo(negative)(a2)
	slli	a7,a7,24
	srai	a7,a7,24
	lw	t5,%lo(word)(a5)
	ble	a7,t5,.L10
	lw	a7,%lo(word)(a5)
	add	a7,a7,a6
	sw	a7,%lo(word)(a5)
.L10:
	lw	a7,%lo(word)(a5)
	lw	t5,%lo(word)(a5)
	div	a7,a7,a3
	rem	t5,t5,a4
	sub	a7,a7,t5
	sw	a7,%lo(word)(a5)
	lw	t6,%lo(word)(a5)
	lbu	a7,%lo(small)(a0)
	slli	t5,t6,1
	add	t5,t5,t6
	add	a7,a7,t5
	sw	a7,%lo(word)(a5)
	lhu	a7,%lo(half)(a1)
	lw	t5,%lo(word)(a5)
	slli	a7,a7,3
	xor	a7,a7,t5
	sw	a7,%lo(word)(a5)
	lbu	a7,%lo(negative)(a2)
	slli	a7,a7,24
	srai	a7,a7,24
	lw	t5,%lo(word)(a5)
	ble	a7,t5,.L11
	lw	a7,%lo(word)(a5)
	add	a7,a7,a6
	sw	a7,%lo(word)(a5)
.L11:
	lw	a7,%lo(word)(a5)
	lw	t5,%lo(word)(a5)
	div	a7,a7,a3
	rem	t5,t5,a4
	sub	a7,a7,t5
	sw	a7,%lo(word)(a5)
	lw	t6,%lo(word)(a5)
	lbu	a7,%lo(small)(a0)
	slli	t5,t6,1
	add	t5,t5,t6
	add	a7,a7,t5
	sw	a7,%lo(word)(a5)
	lhu	a7,%lo(half)(a1)
	lw	t5,%lo(word)(a5)
	slli	a7,a7,3
	xor	a7,a7,t5
	sw	a7,%lo(word)(a5)
	lbu	a7,%lo(negative)(a2)
	slli	a7,a7,24
	srai	a7,a7,24
	lw	t5,%lo(word)(a5)
	ble	a7,t5,.L12
	lw	a7,%lo(word)(a5)
	add	a7,a7,a6
	sw	a7,%lo(word)(a5)
.L12:
	lw	a7,%lo(word)(a5)
	lw	t5,%lo(word)(a5)
	div	a7,a7,a3
	rem	t5,t5,a4
	sub	a7,a7,t5
	sw	a7,%lo(word)(a5)
	lw	t6,%lo(word)(a5)
	lbu	a7,%lo(small)(a0)
	slli	t5,t6,1
	add	t5,t5,t6
	add	a7,a7,t5
	sw	a7,%lo(word)(a5)
	lhu	a7,%lo(half)(a1)
	lw	t5,%lo(word)(a5)
	slli	a7,a7,3
	xor	a7,a7,t5
	sw	a7,%lo(word)(a5)
	lbu	a7,%lo(negative)(a2)
	slli	a7,a7,24
	srai	a7,a7,24
	lw	t5,%lo(word)(a5)
	ble	a7,t5,.L13
	lw	a7,%lo(word)(a5)
	add	a7,a7,a6
	sw	a7,%lo(word)(a5)
.L13:
	lw	a7,%lo(word)(a5)
	lw	t5,%lo(word)(a5)
	div	a7,a7,a3
	rem	t5,t5,a4
	sub	a7,a7,t5
	sw	a7,%lo(word)(a5)
	lw	t6,%lo(word)(a5)
	lbu	a7,%lo(small)(a0)
	slli	t5,t6,1
	add	t5,t5,t6
	add	a7,a7,t5
	sw	a7,%lo(word)(a5)
	lhu	a7,%lo(half)(a1)
	lw	t5,%lo(word)(a5)
	slli	a7,a7,3
	xor	a7,a7,t5
	sw	a7,%lo(word)(a5)
	lbu	a7,%lo(negative)(a2)
	slli	a7,a7,24
	srai	a7,a7,24
	lw	t5,%lo(word)(a5)
	ble	a7,t5,.L14
	lw	a7,%lo(word)(a5)
	add	a7,a7,a6
	sw	a7,%lo(word)(a5)
.L14:
	lw	a7,%lo(word)(a5)
	lw	t5,%lo(word)(a5)
	div	a7,a7,a3
	rem	t5,t5,a4
	sub	a7,a7,t5
	sw	a7,%lo(word)(a5)
	lw	t6,%lo(word)(a5)
	lbu	a7,%lo(small)(a0)
	slli	t5,t6,1
	add	t5,t5,t6
	add	a7,a7,t5
	sw	a7,%lo(word)(a5)
	lhu	a7,%lo(half)(a1)
	lw	t5,%lo(word)(a5)
	slli	a7,a7,3
	xor	a7,a7,t5
	sw	a7,%lo(word)(a5)
	lbu	a7,%lo(negative)(a2)
	slli	a7,a7,24
	srai	a7,a7,24
	lw	t5,%lo(word)(a5)
	ble	a7,t5,.L15
	lw	a7,%lo(word)(a5)
	add	a7,a7,a6
	sw	a7,%lo(word)(a5)
.L15:
	lw	a7,%lo(word)(a5)
	lw	t5,%lo(word)(a5)
	div	a7,a7,a3
	rem	t5,t5,a4
	sub	a7,a7,t5
	sw	a7,%lo(word)(a5)
	lw	t6,%lo(word)(a5)
	lbu	a7,%lo(small)(a0)
	slli	t5,t6,1
	add	t5,t5,t6
	add	a7,a7,t5
	sw	a7,%lo(word)(a5)
	lhu	a7,%lo(half)(a1)
	lw	t5,%lo(word)(a5)
	slli	a7,a7,3
	xor	a7,a7,t5
	sw	a7,%lo(word)(a5)
	lbu	a7,%lo(negative)(a2)
	slli	a7,a7,24
	srai	a7,a7,24
	lw	t5,%lo(word)(a5)
	ble	a7,t5,.L16
	lw	a7,%lo(word)(a5)
	add	a7,a7,a6
	sw	a7,%lo(word)(a5)
.L16:
	lw	a7,%lo(word)(a5)
	lw	t5,%lo(word)(a5)
	div	a7,a7,a3
	rem	t5,t5,a4
	sub	a7,a7,t5
	sw	a7,%lo(word)(a5)
	lw	t6,%lo(word)(a5)
	lbu	a7,%lo(small)(a0)
	slli	t5,t6,1
	add	t5,t5,t6
	add	a7,a7,t5
	sw	a7,%lo(word)(a5)
	lhu	a7,%lo(half)(a1)
	lw	t5,%lo(word)(a5)
	slli	a7,a7,3
	xor	a7,a7,t5
	sw	a7,%lo(word)(a5)
	lbu	a7,%lo(negative)(a2)
	slli	a7,a7,24
	srai	a7,a7,24
	lw	t5,%lo(word)(a5)
	ble	a7,t5,.L17
	lw	a7,%lo(word)(a5)
	add	a7,a7,a6
	sw	a7,%lo(word)(a5)
.L17:
	lw	a7,%lo(word)(a5)
	lw	t5,%lo(word)(a5)
	div	a7,a7,a3
	rem	t5,t5,a4
	sub	a7,a7,t5
	sw	a7,%lo(word)(a5)
	lw	t6,%lo(word)(a5)
	lbu	a7,%lo(small)(a0)
	slli	t5,t6,1
	add	t5,t5,t6
	add	a7,a7,t5
	sw	a7,%lo(word)(a5)
	lhu	a7,%lo(half)(a1)
	lw	t5,%lo(word)(a5)
	slli	a7,a7,3
	xor	a7,a7,t5
	sw	a7,%lo(word)(a5)
	lbu	a7,%lo(negative)(a2)
	slli	a7,a7,24
	srai	a7,a7,24
	lw	t5,%lo(word)(a5)
	ble	a7,t5,.L18
	lw	a7,%lo(word)(a5)
	add	a7,a7,a6
	sw	a7,%lo(word)(a5)
.L18:
	lw	a7,%lo(word)(a5)
	lw	t5,%lo(word)(a5)
	div	a7,a7,a3
	rem	t5,t5,a4
	sub	a7,a7,t5
	sw	a7,%lo(word)(a5)
	lw	t6,%lo(word)(a5)
	lbu	a7,%lo(small)(a0)
	slli	t5,t6,1
	add	t5,t5,t6
	add	a7,a7,t5
	sw	a7,%lo(word)(a5)
	lhu	a7,%lo(half)(a1)
	lw	t5,%lo(word)(a5)
	slli	a7,a7,3
	xor	a7,a7,t5
	sw	a7,%lo(word)(a5)
	lbu	a7,%lo(negative)(a2)
	slli	a7,a7,24
	srai	a7,a7,24
	lw	t5,%lo(word)(a5)
	ble	a7,t5,.L19
	lw	a7,%lo(word)(a5)
	add	a7,a7,a6
	sw	a7,%lo(word)(a5)
.L19:
	lw	a7,%lo(word)(a5)
	lw	t5,%lo(word)(a5)
	div	a7,a7,a3
	rem	t5,t5,a4
	sub	a7,a7,t5
	sw	a7,%lo(word)(a5)
	lw	t6,%lo(word)(a5)
	lbu	a7,%lo(small)(a0)
	slli	t5,t6,1
	add	t5,t5,t6
	add	a7,a7,t5
	sw	a7,%lo(word)(a5)
	lhu	a7,%lo(half)(a1)
	lw	t5,%lo(word)(a5)
	slli	a7,a7,3
	xor	a7,a7,t5
	sw	a7,%lo(word)(a5)
	lbu	a7,%lo(negative)(a2)
	slli	a7,a7,24
	srai	a7,a7,24
	lw	t5,%lo(word)(a5)
	ble	a7,t5,.L20
	lw	a7,%lo(word)(a5)
	add	a7,a7,a6
	sw	a7,%lo(word)(a5)
.L20:
	lw	a7,%lo(word)(a5)
	lw	t5,%lo(word)(a5)
	div	a7,a7,a3
	rem	t5,t5,a4
	sub	a7,a7,t5
	sw	a7,%lo(word)(a5)
	lw	t6,%lo(word)(a5)
	lbu	a7,%lo(small)(a0)
	slli	t5,t6,1
	add	t5,t5,t6
	add	a7,a7,t5
	sw	a7,%lo(word)(a5)
	lhu	a7,%lo(half)(a1)
	lw	t5,%lo(word)(a5)
	slli	a7,a7,3
	xor	a7,a7,t5
	sw	a7,%lo(word)(a5)
	lbu	a7,%lo(negative)(a2)
	slli	a7,a7,24
	srai	a7,a7,24
	lw	t5,%lo(word)(a5)
	ble	a7,t5,.L21
	lw	a7,%lo(word)(a5)
	add	a7,a7,a6
	sw	a7,%lo(word)(a5)
.L21:
	lw	a7,%lo(word)(a5)
	lw	t5,%lo(word)(a5)
	div	a7,a7,a3
	rem	t5,t5,a4
	sub	a7,a7,t5
	sw	a7,%lo(word)(a5)
	lw	t6,%lo(word)(a5)
	lbu	a7,%lo(small)(a0)
	slli	t5,t6,1
	add	t5,t5,t6
	add	a7,a7,t5
	sw	a7,%lo(word)(a5)
	lhu	a7,%lo(half)(a1)
	lw	t5,%lo(word)(a5)
	slli	a7,a7,3
	xor	a7,a7,t5
	sw	a7,%lo(word)(a5)
	lbu	a7,%lo(negative)(a2)
	slli	a7,a7,24
	srai	a7,a7,24
	lw	t5,%lo(word)(a5)
	ble	a7,t5,.L22
	lw	a7,%lo(word)(a5)
	add	a7,a7,a6
	sw	a7,%lo(word)(a5)
.L22:
	lw	a7,%lo(word)(a5)
	lw	t5,%lo(word)(a5)
	div	a7,a7,a3
	rem	t5,t5,a4
	sub	a7,a7,t5
	sw	a7,%lo(word)(a5)
	lw	t6,%lo(word)(a5)
	lbu	a7,%lo(small)(a0)
	slli	t5,t6,1
	add	t5,t5,t6
	add	a7,a7,t5
	sw	a7,%lo(word)(a5)
	lhu	a7,%lo(half)(a1)
	lw	t5,%lo(word)(a5)
	slli	a7,a7,3
	xor	a7,a7,t5
	sw	a7,%lo(word)(a5)
	lbu	a7,%lo(negative)(a2)
	slli	a7,a7,24
	srai	a7,a7,24
	lw	t5,%lo(word)(a5)
	ble	a7,t5,.L23
	lw	a7,%lo(word)(a5)
	add	a7,a7,a6
	sw	a7,%lo(word)(a5)
.L23:
	lw	a7,%lo(word)(a5)
	lw	t5,%lo(word)(a5)
	div	a7,a7,a3
	rem	t5,t5,a4
	sub	a7,a7,t5
	sw	a7,%lo(word)(a5)
	lw	t6,%lo(word)(a5)
	lbu	a7,%lo(small)(a0)
	slli	t5,t6,1
	add	t5,t5,t6
	add	a7,a7,t5
	sw	a7,%lo(word)(a5)
	lhu	a7,%lo(half)(a1)
	lw	t5,%lo(word)(a5)
	slli	a7,a7,3
	xor	a7,a7,t5
	sw	a7,%lo(word)(a5)
	lbu	a7,%lo(negative)(a2)
	slli	a7,a7,24
	srai	a7,a7,24
	lw	t5,%lo(word)(a5)
	ble	a7,t5,.L24
	lw	a7,%lo(word)(a5)
	add	a7,a7,a6
	sw	a7,%lo(word)(a5)
.L24:
	lw	a7,%lo(word)(a5)
	lw	t5,%lo(word)(a5)
	div	a7,a7,a3
	rem	t5,t5,a4
	sub	a7,a7,t5
	sw	a7,%lo(word)(a5)
	lw	t6,%lo(word)(a5)
	lbu	a7,%lo(small)(a0)
	slli	t5,t6,1
	add	t5,t5,t6
	add	a7,a7,t5
	sw	a7,%lo(word)(a5)
	lhu	a7,%lo(half)(a1)
	lw	t5,%lo(word)(a5)
	slli	a7,a7,3
	xor	a7,a7,t5
	sw	a7,%lo(word)(a5)
	lbu	a7,%lo(negative)(a2)
	slli	a7,a7,24
	srai	a7,a7,24
	lw	t5,%lo(word)(a5)
	ble	a7,t5,.L25
	lw	a7,%lo(word)(a5)
	add	a7,a7,a6
	sw	a7,%lo(word)(a5)
	j	.L25
.L26:
	lui	a5,%hi(word)
	lw	a5,%lo(word)(a5)
	add	a0,t3,a5
	andi	a0,a0,127
	ret
	.size	main, .-main
	.bss
	.align	2
	.set	.LANCHOR0,. + 0
	.type	matrix, @object
	.size	matrix, 576
matrix:
	.zero	576
	.type	other, @object
	.size	other, 576
other:
	.zero	576
	.type	product, @object
	.size	product, 576
product:
	.zero	576
	.section	.sdata,"aw"
	.align	2
	.type	word, @object
	.size	word, 4
word:
	.word	123456789
	.type	half, @object
	.size	half, 2
half:
	.half	-5536
	.type	negative, @object
	.size	negative, 1
negative:
	.byte	-100
	.type	small, @object
	.size	small, 1
small:
	.byte	-56
	.ident	"GCC: (12.2.0-14+deb12u1+11+b2) 12.2.0"
